package io.daegi.booking;

import io.daegi.booking.api.Concert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two processes of booking that share what there is to sell. One that is killed is followed by
 * another one, and its buyers who have not heard of their payment turn to the one that lives.
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

  /** Kills the process whose relay serves the partition, once the other one sells. */
  void killRelayOf(int partition) {
    int id = (int) TestShop.count(OWNER.formatted(partition));
    LaunchedProcess killed = idToProcess.remove(id);
    idToProcess.values().forEach(other -> other.awaitSaid(SellingProcess.READY, 1));
    killed.kill();
    List<String> left = idToBuyers.remove(id);
    paidAtTheKilled.addAll(killed.said(SellingProcess.PAID));
    left.removeAll(killed.said(SellingProcess.PAID));
    int survivor = idToProcess.keySet().iterator().next();
    left.forEach(buyer -> send(survivor, buyer));
    startOne();
  }

  @Override
  public void close() {
    idToProcess.values().forEach(LaunchedProcess::close);
  }
}
