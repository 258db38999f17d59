package io.assay.gradient.torch;

import io.assay.gradient.safetensors.Shown;
import io.assay.gradient.safetensors.TensorEntry;
import io.assay.gradient.torch.MalformedTorchException.Fault;
import io.assay.gradient.torch.PickleValue.Global;
import java.util.ArrayList;
import java.util.List;

/**
 * Interprets the opcodes of protocol 2 that dictionaries, lists, numbers and tensors need (Python's {@code
 * pickletools}). Whatever else a pickle can do, calling and importing above all, it cannot do here.
 */
final class Unpickler {
    private static final int PROTOCOL = 2;

    private final PickleBytes in;
    private final PickleStack stack;

    private Unpickler(byte[] pickle) {
        in = new PickleBytes(pickle);
        stack = new PickleStack(in);
    }

    /**
     * The one value a pickle holds.
     *
     * @param pickle bounded by the caller: all work and memory are proportional to it
     */
    static PickleValue load(byte[] pickle) throws MalformedTorchException {
        return new Unpickler(pickle).load();
    }

    private PickleValue load() throws MalformedTorchException {
        if (in.u8() != 0x80 || in.u8() != PROTOCOL) {
            throw in.malformed("it is not of protocol " + PROTOCOL + ", which torch.save writes by default");
        }
        for (var opcode = in.u8(); opcode != '.'; opcode = in.u8()) {
            run(opcode);
        }
        if (!in.atEnd()) {
            throw in.malformed("something follows its end");
        }
        return stack.result();
    }

    private void run(int opcode) throws MalformedTorchException {
        switch (opcode) {
            case '(' -> stack.mark();
            case '}' -> stack.push(new PickleValue.Dictionary());
            case ']' -> stack.push(PickleValue.Items.list());
            case ')' -> stack.push(PickleValue.Items.tuple(List.of()));
            case 't' -> stack.push(PickleValue.Items.tuple(stack.popToMark()));
            case 0x85 -> stack.push(PickleValue.Items.tuple(stack.pop(1)));
            case 0x86 -> stack.push(PickleValue.Items.tuple(stack.pop(2)));
            case 0x87 -> stack.push(PickleValue.Items.tuple(stack.pop(3)));
            case 'a' -> stack.append(stack.pop(1));
            case 'e' -> stack.append(stack.popToMark());
            case 's' -> stack.set(stack.pop(2));
            case 'u' -> stack.set(stack.popToMark());
            case 'q' -> stack.memoize(in.u8());
            case 'r' -> stack.memoize(in.u32());
            case 'h' -> stack.recall(in.u8());
            case 'j' -> stack.recall(in.u32());
            case 'c' -> stack.push(global());
            case 'Q' -> stack.push(storage(stack.pop()));
            case 'R' -> reduce();
            default -> stack.push(scalar(opcode));
        }
    }

    private PickleValue scalar(int opcode) throws MalformedTorchException {
        return switch (opcode) {
            case 'X' -> new PickleValue.Text(in.text());
            case 'K' -> new PickleValue.Whole(in.u8());
            case 'M' -> new PickleValue.Whole(in.u16());
            case 'J' -> new PickleValue.Whole(in.i32());
            case 0x8a -> new PickleValue.Whole(in.longer());
            case 'G' -> new PickleValue.Real(in.f64());
            case 'N' -> PickleValue.Constant.NONE;
            case 0x88 -> PickleValue.Constant.TRUE;
            case 0x89 -> PickleValue.Constant.FALSE;
            default ->
                throw new MalformedTorchException(
                        Fault.OPCODE,
                        "the pickle has the opcode 0x%02x at byte %d, which no gradient needs; send tensors, numbers, texts,"
                                        .formatted(opcode, in.position() - 1)
                                + " lists and dictionaries only");
        };
    }

    private Global global() throws MalformedTorchException {
        var module = in.line();
        var name = in.line();
        var global = Global.named(module, name);
        if (global == null) {
            throw new MalformedTorchException(
                    Fault.GLOBAL,
                    "the pickle names " + Shown.text(module + "." + name)
                            + ", which no gradient needs and nobody here looks up");
        }
        return global;
    }

    private void reduce() throws MalformedTorchException {
        var arguments = stack.pop();
        var callable = stack.pop();
        if (callable == Global.ORDERED_DICT
                && arguments instanceof PickleValue.Items none
                && none.isTuple()
                && none.items().isEmpty()) {
            stack.push(new PickleValue.Dictionary());
        } else if (callable == Global.REBUILD_TENSOR) {
            stack.push(tensor(arguments));
        } else {
            throw in.malformed(callable.kind() + " is called with " + arguments.kind()
                    + ", allowed: a tensor's rebuilding and an empty OrderedDict");
        }
    }

    private PickleValue.Storage storage(PickleValue id) throws MalformedTorchException {
        if (id instanceof PickleValue.Items tuple
                && tuple.items().size() == 5
                && tuple.items().get(0) instanceof PickleValue.Text(var word)
                && word.equals("storage")
                && tuple.items().get(1) instanceof Global type
                && type.dtype() != null
                && tuple.items().get(2) instanceof PickleValue.Text(var key)
                && tuple.items().get(4) instanceof PickleValue.Whole(var elements)
                && elements >= 0) {
            return new PickleValue.Storage(type.dtype(), key, elements);
        }
        throw in.malformed("a persistent id is not ('storage', type, key, location, elements)");
    }

    private PickleValue.Tensor tensor(PickleValue arguments) throws MalformedTorchException {
        if (arguments instanceof PickleValue.Items tuple
                && tuple.items().size() == 6
                && tuple.items().get(0) instanceof PickleValue.Storage storage
                && tuple.items().get(1) instanceof PickleValue.Whole(var offset)
                && offset >= 0) {
            var shape = axes(tuple.items().get(2));
            var strides = axes(tuple.items().get(3));
            if (shape.size() == strides.size()) {
                return new PickleValue.Tensor(storage, offset, shape, strides);
            }
        }
        throw in.malformed("a tensor is not (storage, offset, shape, strides, requires_grad, hooks)");
    }

    private List<Long> axes(PickleValue value) throws MalformedTorchException {
        if (!(value instanceof PickleValue.Items tuple) || tuple.items().size() > TensorEntry.MAX_RANK) {
            throw in.malformed("a shape is " + value.kind() + ", allowed: a tuple of at most " + TensorEntry.MAX_RANK);
        }
        var axes = new ArrayList<Long>();
        for (var axis : tuple.items()) {
            if (!(axis instanceof PickleValue.Whole(var length)) || length < 0) {
                throw in.malformed("an axis is " + axis.kind() + ", allowed: whole numbers >= 0");
            }
            axes.add(length);
        }
        return List.copyOf(axes);
    }
}
