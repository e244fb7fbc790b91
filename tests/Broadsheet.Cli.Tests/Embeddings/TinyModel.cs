using System.Buffers.Binary;
using System.Text;

namespace Broadsheet.Cli.Tests.Embeddings;

/// <summary>
/// A sentence model that fits on a page, written as ONNX by hand: each word has a direction of its own or shares one with words of like
/// meaning, and a text's tokens are looked up in that table.
/// </summary>
internal static class TinyModel
{
    /// <summary>Each line is one meaning; no line shares a word with another.</summary>
    private static readonly string[][] Meanings =
    [
        ["ferry", "boat", "vessel", "ship"],
        ["breaks", "fails", "stops", "halts"],
        ["mayor", "burgomaster", "council"],
        ["budget", "taxes", "rates"],
        ["storm", "gale", "winds"],
        ["school", "pupils", "class"],
    ];

    private static readonly string[] Marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>Writes a model and its vocabulary into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="output"><c>last_hidden_state</c>, one vector a token, or <c>sentence_embedding</c>, their mean.</param>
    /// <param name="inputs">What it asks for.</param>
    public static (string Model, string Vocabulary) Write(string folder, string output = "last_hidden_state", params string[] inputs)
    {
        var (model, vocabulary) = (Path.Combine(folder, "tiny.onnx"), Path.Combine(folder, "vocab.txt"));
        File.WriteAllLines(vocabulary, [.. Marks, .. Meanings.SelectMany(words => words)]);
        File.WriteAllBytes(model, Model(output, inputs.Length > 0 ? inputs : ["input_ids", "attention_mask", "token_type_ids"]));
        return (model, vocabulary);
    }

    private static byte[] Model(string output, string[] inputs)
    {
        var gathered = output == "sentence_embedding" ? "tokens" : output;
        byte[][] nodes = [Field(1, Node("Gather", ["table", "input_ids"], gathered))];
        if (gathered != output)
            nodes = [.. nodes, Field(1, Node("ReduceMean", [gathered], output, Axis(1), Number("keepdims", 0)))];
        byte[] graph =
        [
            .. nodes.SelectMany(node => node),
            .. Text(2, "tiny"),
            .. Field(5, Table()),
            .. inputs.SelectMany(input => Field(11, Value(input, 7, "batch", "length"))),
            .. Field(12, gathered == output ? Value(output, 1, "batch", "length", "size") : Value(output, 1, "batch", "size")),
        ];
        return [.. Varint(1, 8), .. Field(7, graph), .. Field(8, Varint(2, 13))];
    }

    /// <summary>The directions: marks and unknown words point a little along the last, each meaning along one of its own.</summary>
    private static byte[] Table()
    {
        var size = Meanings.Length + 1;
        List<int> directions = [.. Marks.Select(_ => Meanings.Length), .. Meanings.Index().SelectMany(meaning => meaning.Item.Select(_ => meaning.Index))];
        var numbers = new byte[directions.Count * size * sizeof(float)];
        foreach (var (row, direction) in directions.Index())
            BinaryPrimitives.WriteSingleLittleEndian(numbers.AsSpan(((row * size) + direction) * sizeof(float)), row < Marks.Length ? 0.001f : 1);
        return [.. Varint(1, directions.Count), .. Varint(1, size), .. Varint(2, 1), .. Text(8, "table"), .. Field(9, numbers)];
    }

    private static byte[] Node(string operation, string[] inputs, string output, params byte[][] attributes) =>
        [.. inputs.SelectMany(input => Text(1, input)), .. Text(2, output), .. Text(4, operation), .. attributes.SelectMany(attribute => Field(5, attribute))];

    private static byte[] Axis(int axis) => [.. Text(1, "axes"), .. Varint(8, axis), .. Varint(20, 7)];

    private static byte[] Number(string name, int value) => [.. Text(1, name), .. Varint(3, value), .. Varint(20, 2)];

    private static byte[] Value(string name, int type, params string[] dimensions)
    {
        byte[] shape = [.. dimensions.SelectMany(dimension => Field(1, Text(2, dimension)))];
        return [.. Text(1, name), .. Field(2, Field(1, [.. Varint(1, type), .. Field(2, shape)]))];
    }

    private static byte[] Text(int field, string text) => Field(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Field(int field, byte[] content) => [.. Plain((field << 3) | 2), .. Plain(content.Length), .. content];

    private static byte[] Varint(int field, int value) => [.. Plain(field << 3), .. Plain(value)];

    private static IEnumerable<byte> Plain(int value)
    {
        for (; value >= 0x80; value >>= 7)
            yield return (byte)(value | 0x80);
        yield return (byte)value;
    }
}
