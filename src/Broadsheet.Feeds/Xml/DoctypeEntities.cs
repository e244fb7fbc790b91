using System.Buffers;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Xml;

/// <summary>
/// Resolves the short texts some documents name in their document type. Nothing else of a DTD is read: no entity that refers to another, to
/// a file, or that is long; so nothing can reach out, and a document cannot grow by more than a fixed amount.
/// </summary>
internal static class DoctypeEntities
{
    private const int MaxEntities = 64;
    private const int MaxValue = 200;
    private const int MaxGrowth = 64 * 1024;

    /// <summary>The document with its own entities put in; false when it has none.</summary>
    /// <param name="document">The document.</param>
    /// <param name="problems">Told of entities made of others: the way in which a few lines ask for gigabytes.</param>
    /// <param name="expanded">The new document, rented.</param>
    /// <param name="length">Its length.</param>
    public static bool TryExpand(ReadOnlySpan<char> document, FeedProblems problems, out char[] expanded, out int length)
    {
        expanded = [];
        length = 0;
        var start = document[..Math.Min(document.Length, 4096)].IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return false;
        var end = document[start..].IndexOf("]>");
        if (end < 0 || !TryCollect(document.Slice(start, end), problems, out var entities))
            return false;
        var buffer = new CharBuffer(document.Length + 1024);
        Expand(ref buffer, document, start + end, entities);
        length = buffer.Length;
        expanded = ArrayPool<char>.Shared.Rent(length);
        buffer.Written.CopyTo(expanded);
        buffer.Dispose();
        return true;
    }

    private static bool TryCollect(ReadOnlySpan<char> doctype, FeedProblems problems, out Dictionary<string, string> entities)
    {
        entities = new Dictionary<string, string>(StringComparer.Ordinal);
        var hasNested = false;
        for (var at = doctype.IndexOf("<!ENTITY "); at >= 0 && entities.Count < MaxEntities; at = doctype.IndexOf("<!ENTITY "))
        {
            doctype = doctype[(at + 9)..].TrimStart();
            var nameEnd = doctype.IndexOfAny(' ', '\t', '\n');
            if (nameEnd <= 0)
                break;
            var name = doctype[..nameEnd];
            var value = doctype[nameEnd..].TrimStart();
            if (value.IsEmpty || value[0] is not ('"' or '\''))
                continue;
            var close = value[1..].IndexOf(value[0]);
            if (close is >= 0 and <= MaxValue && value.Slice(1, close).IndexOfAny("&%<") < 0)
                entities.TryAdd(name.ToString(), value.Slice(1, close).ToString());
            else if (close > 0 && RefersToAnother(value.Slice(1, close)))
                hasNested = true;
        }

        if (hasNested)
            problems.Add("nested-entities", "The document type defines texts that are made of others; they were left as they stand.");

        return entities.Count > 0;
    }

    // A reference by number is a character, and many documents define their dashes so.
    private static bool RefersToAnother(ReadOnlySpan<char> value)
    {
        var at = value.IndexOf('&');
        return at >= 0 && at + 1 < value.Length && char.IsAsciiLetter(value[at + 1]);
    }

    private static void Expand(ref CharBuffer buffer, ReadOnlySpan<char> document, int from, Dictionary<string, string> entities)
    {
        buffer.Append(document[..from]);
        var rest = document[from..];
        var growth = 0;
        var lookup = entities.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = rest.IndexOf('&'); at >= 0 && growth < MaxGrowth; at = rest.IndexOf('&'))
        {
            buffer.Append(rest[..at]);
            rest = rest[at..];
            var window = rest[..Math.Min(rest.Length, 64)];
            var semicolon = window.IndexOf(';');
            if (semicolon > 1 && lookup.TryGetValue(window[1..semicolon], out var value))
            {
                buffer.Append(value);
                growth += value.Length;
                rest = rest[(semicolon + 1)..];
            }
            else
            {
                buffer.Append('&');
                rest = rest[1..];
            }
        }

        buffer.Append(rest);
    }
}
