using System.Text;
using Broadsheet.Feeds.Texts;

namespace Broadsheet.Feeds.Xml;

/// <summary>
/// Resolves the short texts some documents name in their document type. Nothing else of a DTD is read: no entity that refers to another, to
/// a file, or that is long; so nothing can reach out, and a document cannot grow by more than a fixed amount.
/// </summary>
internal static class DoctypeEntities
{
    // Where a document type is looked for.
    private const int MaxBefore = 4096;

    private const int MaxEntities = 64;
    private const int MaxValue = 200;
    private const int MaxGrowth = 64 * 1024;

    /// <summary>The document with its own entities put in; null when it has none.</summary>
    /// <param name="document">The document.</param>
    /// <param name="problems">Told of entities made of others: the way in which a few lines ask for gigabytes.</param>
    public static DocumentText? Expand(DocumentText document, FeedProblems problems)
    {
        // Three documents in a hundred have a document type, and one of these a text of its own: they alone are worth a detour.
        var start = StartOfDoctype(document.Span);
        if (start < 0 || document.Span[start..].IndexOf("]>"u8) < 0)
            return null;
        using var characters = new CharBuffer(document.Length);
        characters.AppendUtf8(document.Span);
        return TryExpand(characters.Written, problems, out var expanded) ? Of(expanded, document.Encoding) : null;
    }

    private static DocumentText Of(CharBuffer expanded, string encoding)
    {
        var text = DocumentText.Of(expanded.Written, encoding);
        expanded.Dispose();
        return text;
    }

    private static int StartOfDoctype(ReadOnlySpan<byte> document)
    {
        var head = document[..Math.Min(document.Length, MaxBefore)];
        for (var at = head.IndexOf("<!"u8); at >= 0; at = head.IndexOf("<!"u8))
        {
            head = head[at..];
            if (head.Length >= 9 && Ascii.EqualsIgnoreCase(head[..9], "<!DOCTYPE"u8))
                return Math.Min(document.Length, MaxBefore) - head.Length;
            head = head[2..];
        }

        return -1;
    }

    private static bool TryExpand(ReadOnlySpan<char> document, FeedProblems problems, out CharBuffer expanded)
    {
        expanded = default;
        var start = document[..Math.Min(document.Length, MaxBefore)].IndexOf("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return false;
        var end = document[start..].IndexOf("]>");
        if (end < 0 || !TryCollect(document.Slice(start, end), problems, out var entities))
            return false;
        expanded = new CharBuffer(document.Length + 1024);
        Expand(ref expanded, document, start + end, entities);
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
