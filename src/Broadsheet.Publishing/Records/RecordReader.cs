using System.Globalization;
using System.Text;

namespace Broadsheet.Publishing.Records;

/// <summary>
/// Reads a record by the format's grammar, line by line. Files with <c>\r\n</c> line ends are read as if they had <c>\n</c>
/// (a commit of November 2020 turned 57 files of one old site); anything else beside the grammar is a problem with its line.
/// </summary>
public static class RecordReader
{
    /// <summary>Reads the bytes of a record file. A byte order mark is forgiven.</summary>
    public static RecordReading Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[3..];
        return Read(Encoding.UTF8.GetString(bytes));
    }

    /// <summary>Reads the text of a record file.</summary>
    public static RecordReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var cursor = new RecordCursor(text);
        var record = ReadRecord(cursor);
        return cursor.Problem is { } problem ? new RecordReading.Failed(problem, cursor.Line) : new RecordReading.Done(record);
    }

    private static NewsRecord ReadRecord(RecordCursor at)
    {
        at.Expect("---");
        var category = at.Plain("category: ");
        var title = at.Quoted("title: ");
        var excerpt = at.Quoted("excerpt: ");
        var published = at.Stamp("publishedDateTime: ");
        var originalUrl = at.Quoted("originalUrl: ");
        var webUrl = at.Has("webUrl: ") ? at.Quoted("webUrl: ") : null;
        var amp = ReadAmp(at, "");
        var type = at.Plain("type: ");
        var quality = at.Number("quality: ");
        var heat = at.Number("heat: ");
        var isPublished = at.Truth("published: ");
        at.Expect("");
        string? player = null;
        if (at.Has("featuredContent: "))
        {
            player = at.Quoted("featuredContent: ");
            at.Expect("");
        }

        var provider = ReadProvider(at, "", hasImages: true);
        at.Expect("");
        var topics = ReadTopics(at);
        var images = ReadImages(at, "", isCachedShown: true);
        if (images.Count > 0)
            at.Expect("");
        var related = ReadRelated(at);
        var secured = at.Has("secured: ") ? at.Quoted("secured: ") : null;
        at.Expect("---");
        at.Expect("");
        at.ExpectEnd();
        return new NewsRecord
        {
            Category = category, Title = title, Excerpt = excerpt, Published = published, OriginalUrl = originalUrl, WebUrl = webUrl,
            Amp = amp, Type = type, Quality = quality, Heat = heat, IsPublished = isPublished, FeaturedContent = player,
            Provider = provider, Topics = topics, Images = images, Related = related, Secured = secured,
        };
    }

    private static AmpAddresses? ReadAmp(RecordCursor at, string indent) =>
        at.Has(indent + "ampWebUrl: ") ? new AmpAddresses(at.Quoted(indent + "ampWebUrl: "), at.Quoted(indent + "cdnAmpWebUrl: ")) : null;

    private static RecordProvider ReadProvider(RecordCursor at, string indent, bool hasImages)
    {
        at.Expect(indent + "provider:");
        var provider = new RecordProvider(at.Plain(indent + "  name: "), at.Plain(indent + "  domain: "));
        return hasImages ? provider with { Images = ReadImages(at, indent + "  ", isCachedShown: false) } : provider;
    }

    private static List<string> ReadTopics(RecordCursor at)
    {
        List<string> topics = [];
        if (at.Has("topics: []"))
        {
            at.Expect("topics: []");
            at.Expect("");
            return topics;
        }

        at.Expect("topics:");
        do
            topics.Add(at.Plain("  - "));
        while (at.Has("  - "));
        at.Expect("");
        return topics;
    }

    private static List<RecordPicture> ReadImages(RecordCursor at, string indent, bool isCachedShown)
    {
        List<RecordPicture> images = [];
        if (!at.Has(indent + "images:"))
            return images;
        at.Expect(indent + "images:");
        var (first, next) = (indent + "  - ", indent + "    ");
        do
        {
            images.Add(new RecordPicture(
                at.Quoted(first + "url: "),
                at.Number(next + "width: "),
                at.Number(next + "height: "),
                isCachedShown && at.Truth(next + "isCached: ")));
        }
        while (at.Has(first));
        return images;
    }

    private static List<RelatedItem> ReadRelated(RecordCursor at)
    {
        List<RelatedItem> related = [];
        if (!at.Has("related:"))
            return related;
        at.Expect("related:");
        do
            related.Add(ReadRelatedItem(at));
        while (at.Has("  - "));
        at.Expect("");
        return related;
    }

    private static RelatedItem ReadRelatedItem(RecordCursor at) => new()
    {
        Title = at.Quoted("  - title: "),
        Excerpt = at.Quoted("    excerpt: "),
        Published = at.Stamp("    publishedDateTime: "),
        WebUrl = at.Has("    webUrl: ") ? at.Quoted("    webUrl: ") : null,
        Amp = ReadAmp(at, "    "),
        Type = at.Plain("    type: "),
        Provider = ReadProvider(at, "    ", hasImages: false),
        Quality = at.Number("    quality: "),
        Images = ReadImages(at, "    ", isCachedShown: true),
    };

    /// <summary>Stands at a line and takes it when it is what the grammar asks for. The first trouble is kept; after it nothing more is taken.</summary>
    private sealed class RecordCursor(string text)
    {
        private int next;

        public int Line { get; private set; } = 1;

        public string? Problem { get; private set; }

        private ReadOnlySpan<char> Current
        {
            get
            {
                if (next >= text.Length)
                    return default;
                var rest = text.AsSpan(next);
                var end = rest.IndexOf('\n');
                var line = end < 0 ? rest : rest[..end];
                return line.EndsWith('\r') ? line[..^1] : line;
            }
        }

        public bool Has(string start) => Problem is null && next < text.Length && Current.StartsWith(start, StringComparison.Ordinal);

        public void Expect(string line)
        {
            if (Problem is not null)
                return;
            if (next >= text.Length || !Current.SequenceEqual(line))
                Fail(line.Length == 0 ? "an empty line" : $"\"{line}\"");
            else
                Advance();
        }

        public void ExpectEnd()
        {
            if (Problem is null && next < text.Length)
                Fail("the end of the file");
        }

        public string Quoted(string key)
        {
            var value = "";
            Take(key, "a value in double quotes", rest => RecordScalar.TryReadQuoted(rest, out value));
            return value;
        }

        public string Plain(string key)
        {
            var value = "";
            Take(key, "a value", rest => RecordScalar.TryReadPlain(rest, out value));
            return value;
        }

        public int Number(string key)
        {
            var value = 0;
            Take(key, "a whole number", rest => int.TryParse(rest, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));
            return value;
        }

        public bool Truth(string key)
        {
            var value = false;
            Take(key, "true or false", rest => rest is "true" || rest is "false" ? (value = rest is "true") || true : false);
            return value;
        }

        public DateTimeOffset Stamp(string key)
        {
            DateTimeOffset value = default;
            Take(key, "a moment such as 2026-03-04T05:06:07Z", rest => DateTimeOffset.TryParseExact(
                rest, RecordScalar.StampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value));
            return value;
        }

        private void Take(string key, string what, ValueParser parse)
        {
            if (Problem is not null)
                return;
            if (!Has(key))
                Fail($"\"{key}\"");
            else if (!parse(Current[key.Length..]))
                Fail($"{what} after \"{key.TrimEnd()}\"");
            else
                Advance();
        }

        private void Advance()
        {
            var end = text.IndexOf('\n', next);
            next = end < 0 ? text.Length : end + 1;
            Line++;
        }

        private void Fail(string wanted)
        {
            const int enough = 60;
            var found = Current.Length <= enough ? Current.ToString() : string.Concat(Current[..enough], "…");
            Problem = next >= text.Length ? $"Expected {wanted}, found the end of the file." : $"Expected {wanted}, found \"{found}\".";
        }

        private delegate bool ValueParser(ReadOnlySpan<char> rest);
    }
}

/// <summary>What came of reading a record.</summary>
public abstract record RecordReading
{
    private RecordReading()
    {
    }

    /// <summary>It is one.</summary>
    /// <param name="Record">The record.</param>
    public sealed record Done(NewsRecord Record) : RecordReading;

    /// <summary>It is not one.</summary>
    /// <param name="Problem">What was expected and what was found, a sentence.</param>
    /// <param name="Line">Where, from 1.</param>
    public sealed record Failed(string Problem, int Line) : RecordReading;
}
