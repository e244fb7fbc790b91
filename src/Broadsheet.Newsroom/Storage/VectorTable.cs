using System.Buffers.Binary;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Storage;

/// <summary>Vectors a sentence model made of texts, so that each is made once: by the text's hash and the model's, two bytes a number.</summary>
public sealed class VectorTable : Table
{
    internal VectorTable(SqliteConnection connection)
        : base(connection)
    {
    }

    /// <summary>How many there are.</summary>
    public int Count() => Count("SELECT COUNT(*) FROM vectors");

    /// <summary>The vector a model made of a text; null when it was not asked.</summary>
    public short[]? Find(string model, byte[] content) =>
        First("SELECT vector FROM vectors WHERE model = $1 AND content = $2", row => Unpacked((byte[])row[0]), model, content);

    /// <summary>Keeps a vector.</summary>
    public void Save(string model, byte[] content, short[] vector) =>
        Execute("INSERT OR REPLACE INTO vectors (model, content, vector) VALUES ($1, $2, $3)", model, content, Packed(vector));

    /// <summary>Forgets what other models made.</summary>
    public void RemoveOthers(string model) => Execute("DELETE FROM vectors WHERE model <> $1", model);

    private static byte[] Packed(short[] vector)
    {
        var bytes = new byte[vector.Length * sizeof(short)];
        for (var i = 0; i < vector.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(i * sizeof(short)), vector[i]);
        return bytes;
    }

    private static short[] Unpacked(byte[] bytes)
    {
        var vector = new short[bytes.Length / sizeof(short)];
        for (var i = 0; i < vector.Length; i++)
            vector[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(i * sizeof(short)));
        return vector;
    }
}
