package io.daegi.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/** Folders as a whole: gone, copied, or in place under their final name. */
final class Folders {
  private Folders() {}

  /** Deletes the folder and everything in it; does nothing if there is none. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path inner, IOException trouble)
              throws IOException {
            if (trouble != null) {
              throw trouble;
            }
            Files.deleteIfExists(inner);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Renames a finished folder to its final name in one step that survives a power cut. */
  static void publish(Path finished, Path target) throws IOException {
    Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel parent = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
      parent.force(true);
    }
  }

  /** Publishes it, unless somebody else did so meanwhile with one that is as good. */
  static void publishOnce(Path finished, Path target) throws IOException {
    try {
      publish(finished, target);
    } catch (IOException e) {
      delete(finished);
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
  }

  /** Copies a folder and everything in it, with what each may be done to by whom. */
  static void copy(Path folder, Path target) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path original : (Iterable<Path>) all::iterator) {
        Path copy = target.resolve(folder.relativize(original));
        Files.copy(original, copy, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
