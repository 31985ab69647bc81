package io.daegi.engine.simulation;

import java.util.concurrent.atomic.AtomicInteger;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * One mistake in one method of one class, made in its compiled code: what runs is the engine as it
 * is, but for this.
 *
 * @param mistake what a careless hand might have done
 */
record Mutation(String mistake, String className, String method, Edit edit) {

  /** What happens to the method's instructions. */
  @FunctionalInterface
  interface Edit {
    MethodVisitor around(MethodVisitor code);
  }

  private static final String PACKAGE = "io.daegi.engine.";

  static Mutation mutation(String mistake, String className, String method, Edit edit) {
    return new Mutation(mistake, PACKAGE + className, method, edit);
  }

  /** The class with the mistake in it. */
  byte[] apply(byte[] original) {
    var reader = new ClassReader(original);
    var writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    var touched = new AtomicInteger();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
            if (!name.equals(method) || (access & Opcodes.ACC_BRIDGE) != 0) {
              return code;
            }
            touched.incrementAndGet();
            return edit.around(code);
          }
        },
        0);
    if (touched.get() != 1) {
      throw new IllegalStateException(className + " has " + touched + " methods " + method);
    }
    return writer.toByteArray();
  }

  /** Leaves every call of this method out; what it would have returned is 0 or false. */
  static Edit withoutCall(String called) {
    return code ->
        new MethodVisitor(Opcodes.ASM9, code) {
          @Override
          public void visitMethodInsn(
              int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (!name.equals(called)) {
              super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
              return;
            }
            Type[] arguments = Type.getArgumentTypes(descriptor);
            for (int i = arguments.length - 1; i >= 0; i--) {
              super.visitInsn(arguments[i].getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
            }
            if (opcode != Opcodes.INVOKESTATIC) {
              super.visitInsn(Opcodes.POP);
            }
            pushNothing(Type.getReturnType(descriptor));
          }

          private void pushNothing(Type type) {
            switch (type.getSort()) {
              case Type.VOID -> {}
              case Type.LONG -> super.visitInsn(Opcodes.LCONST_0);
              case Type.DOUBLE -> super.visitInsn(Opcodes.DCONST_0);
              case Type.OBJECT, Type.ARRAY -> super.visitInsn(Opcodes.ACONST_NULL);
              default -> super.visitInsn(Opcodes.ICONST_0);
            }
          }
        };
  }

  /** The result of every call of this method counts as true. */
  static Edit alwaysTrue(String called) {
    return code ->
        new MethodVisitor(Opcodes.ASM9, code) {
          @Override
          public void visitMethodInsn(
              int opcode, String owner, String name, String descriptor, boolean isInterface) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            if (name.equals(called)) {
              super.visitInsn(Opcodes.POP);
              super.visitInsn(Opcodes.ICONST_1);
            }
          }
        };
  }

  /** Every number of this value is another one. */
  static Edit constant(long from, long to) {
    return code ->
        new MethodVisitor(Opcodes.ASM9, code) {
          @Override
          public void visitLdcInsn(Object value) {
            super.visitLdcInsn(value.equals(from) ? (Object) to : value);
          }

          @Override
          public void visitInsn(int opcode) {
            boolean one = from == 1 && opcode == Opcodes.LCONST_1;
            boolean zero = from == 0 && opcode == Opcodes.LCONST_0;
            if (one || zero) {
              super.visitLdcInsn(to);
            } else {
              super.visitInsn(opcode);
            }
          }
        };
  }

  /** Nothing is written to this field. */
  static Edit withoutWriting(String field) {
    return code ->
        new MethodVisitor(Opcodes.ASM9, code) {
          @Override
          public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (opcode == Opcodes.PUTFIELD && name.equals(field)) {
              super.visitInsn(Type.getType(descriptor).getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
              super.visitInsn(Opcodes.POP);
            } else {
              super.visitFieldInsn(opcode, owner, name, descriptor);
            }
          }
        };
  }

  /** This field reads as 0. */
  static Edit reading0From(String field) {
    return code ->
        new MethodVisitor(Opcodes.ASM9, code) {
          @Override
          public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            super.visitFieldInsn(opcode, owner, name, descriptor);
            if (opcode == Opcodes.GETFIELD && name.equals(field)) {
              boolean wide = Type.getType(descriptor).getSize() == 2;
              super.visitInsn(wide ? Opcodes.POP2 : Opcodes.POP);
              super.visitInsn(wide ? Opcodes.LCONST_0 : Opcodes.ICONST_0);
            }
          }
        };
  }

  /** Every call of this method returns the same number, whatever it would have said. */
  static Edit returning(String called, long value) {
    return code ->
        new MethodVisitor(Opcodes.ASM9, code) {
          @Override
          public void visitMethodInsn(
              int opcode, String owner, String name, String descriptor, boolean isInterface) {
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            if (name.equals(called)) {
              super.visitInsn(Opcodes.POP2);
              super.visitLdcInsn(value);
            }
          }
        };
  }
}
