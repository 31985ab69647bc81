package io.daegi.booking;

import io.daegi.booking.api.Concert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Two processes of booking that share what there is to sell. One that is killed is followed by
 * another one, and its buyers who have not heard of their payment turn to the one that lives; so do
 * those of one that is stopped, which goes on with them as well when it is woken.
 */
final class Sellers implements AutoCloseable {

  private static final String NAME = "seller-";

  /** Which process's relay serves a partition; 0: none just now. */
  private static final String OWNER =
      """
      select coalesce(max(substring(application_name from 8)::int), 0)
        from pg_locks join pg_stat_activity using (pid)
       where locktype = 'advisory' and classid = 2 and objid = %d and granted\
      """;

  private final ShopSite site;
  private final List<Concert> concerts;
  private final Map<Integer, LaunchedProcess> idToProcess = new HashMap<>();
  private final Map<Integer, List<String>> idToBuyers = new HashMap<>();
  private final Set<String> paidAtTheKilled = new HashSet<>();
  private int lastId;

  /**
   * @param concerts of each partition
   */
  Sellers(ShopSite site, List<Concert> concerts) {
    this.site = site;
    this.concerts = concerts;
    startOne();
    startOne();
  }

  private void startOne() {
    lastId++;
    idToBuyers.put(lastId, new ArrayList<>());
    idToProcess.put(lastId, SellingProcess.start(site, NAME + lastId, concerts));
  }

  /** Shares buyers out. */
  void send(List<String> buyers) {
    List<Integer> ids = List.copyOf(idToProcess.keySet());
    for (int i = 0; i < buyers.size(); i++) {
      send(ids.get(i % ids.size()), buyers.get(i));
    }
  }

  private void send(int id, String buyer) {
    idToBuyers.get(id).add(buyer);
    idToProcess.get(id).tell(buyer);
  }

  /** Everybody who heard of their payment, until now. */
  Set<String> paid() {
    Set<String> paid = new HashSet<>(paidAtTheKilled);
    idToProcess.values().forEach(process -> paid.addAll(process.said(SellingProcess.PAID)));
    return paid;
  }

  boolean isServed(int partition) {
    return TestShop.count(OWNER.formatted(partition)) > 0;
  }

  private static int ownerOf(int partition) {
    return (int) TestShop.count(OWNER.formatted(partition));
  }

  /** Kills the process whose relay serves the partition, once the other one sells. */
  void killRelayOf(int partition) {
    int id = ownerOf(partition);
    LaunchedProcess killed = idToProcess.remove(id);
    awaitReady();
    killed.kill();
    paidAtTheKilled.addAll(killed.said(SellingProcess.PAID));
    sendOn(idToBuyers.remove(id), killed, idToProcess.keySet().iterator().next());
    startOne();
  }

  /** Returns when both processes sell. */
  void awaitReady() {
    idToProcess.values().forEach(process -> process.awaitSaid(SellingProcess.READY, 1));
  }

  private void sendOn(List<String> buyers, LaunchedProcess from, int to) {
    List<String> paid = from.said(SellingProcess.PAID);
    buyers.stream().filter(buyer -> !paid.contains(buyer)).forEach(buyer -> send(to, buyer));
  }

  /** Stops the process whose relay serves the partition wherever it is just now; says which. */
  int stopRelayOf(int partition) {
    int id = ownerOf(partition);
    idToProcess.get(id).signal("STOP");
    return id;
  }

  /** Sends the buyers of one that is stopped to the other one, too. */
  void sendOnFrom(int id) {
    int other = idToProcess.keySet().stream().filter(one -> one != id).findAny().get();
    sendOn(idToBuyers.get(id), idToProcess.get(id), other);
  }

  void wake(int id) {
    idToProcess.get(id).signal("CONT");
  }

  /** Whether its relay only asks for something to do, and the other one serves every partition. */
  boolean isReplaced(int id) {
    return looksForWork(id)
        && IntStream.range(0, concerts.size())
            .map(Sellers::ownerOf)
            .allMatch(o -> o > 0 && o != id);
  }

  private static boolean looksForWork(int id) {
    return TestShop.count(
            """
            select count(*) from pg_stat_activity
             where application_name = 'seller-%d' and query like '%%pg_try_advisory_lock%%'\
            """
                .formatted(id))
        > 0;
  }

  @Override
  public void close() {
    idToProcess.values().forEach(LaunchedProcess::close);
  }
}
