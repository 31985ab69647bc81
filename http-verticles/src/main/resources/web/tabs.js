// One browser has one place: its tabs tell each other what was done with it.

const NAME = 'daegi.tabs';

/**
 * @param whenTold called with the status that another tab was answered
 * @returns a function that tells the other tabs a status
 */
export function tabs(whenTold) {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }) => whenTold(data);
  return status => channel.postMessage({ ...status, pass: null });
}
