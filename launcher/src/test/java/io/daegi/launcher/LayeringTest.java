package io.daegi.launcher;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Imports run downwards: each room, and the rooms below it that it may know. */
class LayeringTest {
  private static final JavaClasses DAEGI =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.daegi");

  private record Room(String name, List<String> below) {
    Room(String name, String... below) {
      this(name, List.of(below));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Room> rooms() {
    return Stream.of(
        new Room("embedded"),
        new Room("engine.model"),
        new Room("engine.event", "engine.model"),
        new Room("engine.command", "engine.model", "engine.event"),
        new Room("engine.table", "engine.model"),
        new Room("engine.state", "engine.model"),
        new Room(
            "engine.core",
            "engine.table",
            "engine.state",
            "engine.model",
            "engine.command",
            "engine.event"),
        new Room(
            "engine.codec",
            "engine.core",
            "engine.state",
            "engine.model",
            "engine.command",
            "engine.event"),
        new Room(
            "engine.journal",
            "engine.core",
            "engine.codec",
            "engine.board",
            "engine.model",
            "engine.command",
            "engine.event"),
        new Room(
            "engine.pipeline",
            "engine.core",
            "engine.codec",
            "engine.journal",
            "engine.model",
            "engine.command",
            "engine.event"),
        new Room("engine.board", "engine.state", "engine.model", "engine.event"),
        new Room(
            "engine.shard",
            "engine.core",
            "engine.codec",
            "engine.journal",
            "engine.pipeline",
            "engine.board",
            "engine.model",
            "engine.command",
            "engine.event"),
        new Room("engine.verticle", "engine"),
        new Room("booking", "engine.model"),
        new Room(
            "http",
            "booking.api",
            "engine.board",
            "engine.model",
            "engine.command",
            "engine.verticle"),
        new Room("launcher", "embedded", "engine", "booking", "http"));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void importsOnlyFromTheRoomsBelow(Room room) {
    String[] allowed =
        Stream.concat(Stream.of(room.name()), room.below().stream())
            .map(LayeringTest::in)
            .toArray(String[]::new);

    classes()
        .that(resideInAPackage(in(room.name())))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(allowed).or(not(resideInAPackage("io.daegi.."))))
        .allowEmptyShould(true)
        .check(DAEGI);
  }

  @ParameterizedTest
  @MethodSource("roomsOfTheEngineWithoutAnEventBus")
  void keepsVertxOutOfTheEngine(String room) {
    classes()
        .that(resideInAPackage(in(room)))
        .should()
        .onlyDependOnClassesThat(not(resideInAnyPackage("io.vertx..", "io.netty..")))
        .allowEmptyShould(true)
        .check(DAEGI);
  }

  static Stream<String> roomsOfTheEngineWithoutAnEventBus() {
    return rooms()
        .map(Room::name)
        .filter(name -> name.startsWith("engine.") && !name.equals("engine.verticle"));
  }

  private static String in(String room) {
    return "io.daegi." + room + "..";
  }
}
