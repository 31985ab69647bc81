// What calls a visitor who looks elsewhere, if asked to: a sound, and a notification of the system.

import { t } from './words.js';

const KEPT_SOUND = 'daegi.alerts.sound';
const KEPT_NOTICES = 'daegi.alerts.notices';
const CHIMES = 4;
const CHIME_EVERY_S = 1.6;
const NOTES_HZ = [659, 880];
let audio = null;

export const canSound = 'AudioContext' in window;
/** Only pages that are served securely may ask. */
export const canNotify = 'Notification' in window && isSecureContext;

export const isSounding = () => audio?.state === 'running';
export const isNotifying = () => canNotify && Notification.permission === 'granted' && wantsNotices();
/** Whether sound was asked for before a reload, after which browsers want to be asked again. */
export const wantsSound = () => localStorage.getItem(KEPT_SOUND) === 'on';

const wantsNotices = () => localStorage.getItem(KEPT_NOTICES) === 'on';

/** Turns the sound on, with a short one to hear, or off; only in answer to a press. */
export async function switchSound() {
  const isOn = !isSounding();
  localStorage.setItem(KEPT_SOUND, isOn ? 'on' : 'off');
  if (isOn) {
    audio ??= new AudioContext();
    await audio.resume();
    chime(audio.currentTime);
  } else {
    await audio.close();
    audio = null;
  }
}

/** Turns notifications on, with one to see, or off; gives whether the browser let it. */
export async function switchNotices() {
  const isOn = !isNotifying();
  const isAllowed = !isOn || (await Notification.requestPermission() === 'granted' && notify(t('alerts.tried'), ''));
  localStorage.setItem(KEPT_NOTICES, isOn && isAllowed ? 'on' : 'off');
  return isAllowed;
}

/** It is the visitor's turn. */
export function ring(tokenId) {
  if (isSounding()) {
    for (let n = 0; n < CHIMES; n++) {
      chime(audio.currentTime + n * CHIME_EVERY_S);
    }
  }
  if (isNotifying() && document.hidden) {
    notify(t('called.title'), t('called.lead'), tokenId);
  }
}

/** Shows a notification, one for all that have the same tag; gives whether the browser can. */
function notify(title, body, tag) {
  try {
    const notice = new Notification(title, { body, tag, requireInteraction: tag !== undefined });
    notice.onclick = () => {
      focus();
      notice.close();
    };
    return true;
  } catch (refused) {
    // Phones let only service workers notify; the sound, the title and the page itself are left.
    console.info(refused.message);
    return false;
  }
}

function chime(atS) {
  NOTES_HZ.forEach((hz, n) => {
    const from = atS + n * 0.22;
    const tone = new OscillatorNode(audio, { frequency: hz });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.3, from + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, from + 0.6);
    tone.connect(volume).connect(audio.destination);
    tone.start(from);
    tone.stop(from + 0.7);
  });
}
