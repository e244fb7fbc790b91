using System.IO.Compression;
using System.Text.Json;
using Broadsheet.Pages;
using Microsoft.Data.Sqlite;

namespace Broadsheet.Storage;

/// <summary>What an article's page was found to say, field by field, with what was not believed. About half a kilobyte an article.</summary>
public sealed class EvidenceTable : Table
{
    private const int MostOfAField = 4;
    private const int LongestValue = 160;

    internal EvidenceTable(SqliteConnection connection)
        : base(connection)
    {
    }

    /// <summary>The candidates kept for an article, those of a field together and the surest first; none when its page was not read.</summary>
    public IReadOnlyList<PageCandidate> Find(string articleId) =>
        First("SELECT candidates FROM evidence WHERE article = $1", row => Unpacked((byte[])row[0]), articleId) ?? [];

    /// <summary>Keeps the surest candidates of each field, long values shortened.</summary>
    public void Save(string articleId, IReadOnlyList<PageCandidate> candidates) =>
        Execute("INSERT OR REPLACE INTO evidence (article, candidates) VALUES ($1, $2)", articleId, Packed(candidates));

    private static byte[] Packed(IReadOnlyList<PageCandidate> candidates)
    {
        List<PageCandidate> kept = [.. candidates.GroupBy(candidate => candidate.Field, StringComparer.Ordinal)
            .SelectMany(field => field.Take(MostOfAField))
            .Select(candidate => candidate with { Value = Shortened(candidate.Value) })];
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
            JsonSerializer.Serialize(brotli, kept, StoreJson.Default.ListPageCandidate);
        return packed.ToArray();
    }

    private static List<PageCandidate> Unpacked(byte[] packed)
    {
        using var brotli = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(brotli, StoreJson.Default.ListPageCandidate) ?? [];
    }

    private static string Shortened(string value)
    {
        if (value.Length <= LongestValue)
            return value;
        var end = char.IsHighSurrogate(value[LongestValue - 2]) ? LongestValue - 2 : LongestValue - 1;
        return value[..end] + "…";
    }
}
