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
    public static bool TryExpand(ReadOnlySpan<char> document, out char[] expanded, out int length)
    {
        expanded = [];
        length = 0;
        var start = document[..Math.Min(document.Length, 4096)].IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return false;
        var end = document[start..].IndexOf("]>");
        if (end < 0 || !TryCollect(document.Slice(start, end), out var entities))
            return false;
        var buffer = new CharBuffer(document.Length + 1024);
        Expand(ref buffer, document, start + end, entities);
        length = buffer.Length;
        expanded = ArrayPool<char>.Shared.Rent(length);
        buffer.Written.CopyTo(expanded);
        buffer.Dispose();
        return true;
    }

    private static bool TryCollect(ReadOnlySpan<char> doctype, out Dictionary<string, string> entities)
    {
        entities = new Dictionary<string, string>(StringComparer.Ordinal);
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
        }

        return entities.Count > 0;
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
