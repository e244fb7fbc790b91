using System.Globalization;
using System.Text;

namespace Broadsheet.Polling.Recording;

/// <summary>Knows where in a WARC file the responses for an address lie, and fetches one without reading the rest. Holds no body in memory.</summary>
public sealed class WarcIndex
{
    // Enough of a response to see its status.
    private const int HeadLength = 64;

    private readonly string path;
    private readonly Dictionary<string, List<Entry>> entries = new(StringComparer.Ordinal);

    private WarcIndex(string path) => this.path = path;

    /// <summary>How many responses the file holds.</summary>
    public int Count { get; private set; }

    /// <summary>Reads a file's records once and remembers where its responses are.</summary>
    /// <exception cref="InvalidDataException">The file is no WARC file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WarcIndex Open(string path)
    {
        var index = new WarcIndex(path);
        using var file = File.OpenRead(path);
        var records = 0;
        var starts = GzipMembers.StartsIn(file);
        for (var i = 0; i < starts.Count; i++)
        {
            var next = i + 1 < starts.Count ? starts[i + 1] : file.Length;
            using var reader = new WarcReader(new FileSlice(File.OpenRead(path), starts[i], next));
            records += index.Add(reader, starts[i], next);
        }

        return records > 0 ? index : throw new InvalidDataException($"{path} holds no WARC record.");
    }

    /// <summary>The form in which addresses are compared: escaped, host in lower case, no fragment.</summary>
    public static string KeyOf(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return address;
        return uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
    }

    /// <summary>
    /// The response to give for an address as of <paramref name="at"/>: the latest whole one up to then, else the earliest whole one after, else
    /// the best of what there is, at last the record of a failure; null when the file holds none.
    /// </summary>
    public WarcRecord? Find(string address, DateTimeOffset at)
    {
        if (!entries.TryGetValue(KeyOf(address), out var found))
            return null;
        var best = found
            .OrderBy(entry => entry.IsFailure)
            .ThenBy(entry => entry.Status == 304)
            .ThenBy(entry => entry.IsTruncated)
            .ThenBy(entry => entry.Date > at)
            .ThenBy(entry => (entry.Date - at).Duration())
            // Several in one second are told apart by their place; the later one is the newer.
            .ThenByDescending(entry => entry.Start)
            .ThenByDescending(entry => entry.Skip)
            .First();
        using var reader = new WarcReader(new FileSlice(File.OpenRead(path), best.Start, best.End));
        return reader.Skip(best.Skip) ? reader.Read() : null;
    }

    private int Add(WarcReader reader, long start, long end)
    {
        var records = 0;
        var skip = reader.Position;
        while (reader.Read(HeadLength) is { } record)
        {
            records++;
            var isFailure = record.Type == "metadata" && record.Block.Span.StartsWith(RecordedFailure.Mark);
            if (record.TargetUri is { } address && (isFailure || record.Type is "response"))
            {
                var key = KeyOf(address);
                if (!entries.TryGetValue(key, out var list))
                    entries[key] = list = [];
                list.Add(new Entry(start, end, skip, record.Date, StatusOf(record.Block.Span), record.Truncated is not null, isFailure));
                Count++;
            }

            skip = reader.Position;
        }

        return records;
    }

    private static int StatusOf(ReadOnlySpan<byte> head)
    {
        var space = head.IndexOf((byte)' ');
        return space > 0
            && head.Length >= space + 4
            && int.TryParse(Encoding.ASCII.GetString(head.Slice(space + 1, 3)), NumberStyles.None, CultureInfo.InvariantCulture, out var status)
            ? status
            : 0;
    }

    private sealed record Entry(long Start, long End, long Skip, DateTimeOffset Date, int Status, bool IsTruncated, bool IsFailure);
}
