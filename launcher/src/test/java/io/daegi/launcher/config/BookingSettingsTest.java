package io.daegi.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.daegi.booking.rules.BookingLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator says about booking's limits. */
class BookingSettingsTest {
  @TempDir Path workingDir;

  @Test
  void limitsWhatVisitorsHoldAndChargeAsTheOperatorSays() throws ConfigFaults {
    assertThat(LauncherConfig.read(Map.of(), workingDir).bookingLimits())
        .isEqualTo(BookingLimits.DEFAULT);
    assertThat(
            LauncherConfig.read(
                    Map.of(
                        "DAEGI_HOLD_ATTEMPTS", "3",
                        "DAEGI_HOLD_MAX_MS", "600000",
                        "DAEGI_PAYMENT_HOLD_MS", "120000",
                        "DAEGI_CHARGE_MAX", "500000",
                        "DAEGI_BALANCE_MAX", "20000000000"),
                    workingDir)
                .bookingLimits())
        .isEqualTo(new BookingLimits(3, 600_000, 120_000, 500_000, 20_000_000_000L));
  }

  @Test
  void refusesLimitsThatAreNone() {
    assertThat(
            faults(
                Map.of(
                    "DAEGI_HOLD_ATTEMPTS", "0",
                    "DAEGI_HOLD_MAX_MS", "999",
                    "DAEGI_PAYMENT_HOLD_MS", "a minute",
                    "DAEGI_CHARGE_MAX", "0",
                    "DAEGI_BALANCE_MAX", "99999999999999999999")))
        .containsExactly(
            "DAEGI_HOLD_ATTEMPTS (in the environment) must be a whole number from 1 to 1000, not \"0\"",
            "DAEGI_HOLD_MAX_MS (in the environment) must be a whole number from 1000 to 86400000, not \"999\"",
            "DAEGI_PAYMENT_HOLD_MS (in the environment) must be a whole number from 0 to 86400000, not \"a minute\"",
            "DAEGI_CHARGE_MAX (in the environment) must be a whole number from 1 to 1000000000000, not \"0\"",
            "DAEGI_BALANCE_MAX (in the environment) must be a whole number from 1 to 1000000000000000,"
                + " not \"99999999999999999999\"");
  }

  @Test
  void refusesAChargeThatNoBalanceCouldHold() {
    assertThat(faults(Map.of("DAEGI_BALANCE_MAX", "1000")))
        .containsExactly(
            "DAEGI_CHARGE_MAX must not be more than DAEGI_BALANCE_MAX: it is 100000000, and that is 1000");
  }

  private List<String> faults(Map<String, String> environment) {
    return catchThrowableOfType(
            ConfigFaults.class, () -> LauncherConfig.read(environment, workingDir))
        .getMessage()
        .lines()
        .skip(1)
        .map(String::strip)
        .toList();
  }
}
