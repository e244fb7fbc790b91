using System.IO.Compression;
using Broadsheet.Feeds.Json;
using Broadsheet.Feeds.Reading;
using Broadsheet.Feeds.Texts;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds;

/// <summary>
/// Reads a document that calls itself a feed: RSS 0.90 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed, CDF and sitemaps, well-formed or not.
/// Whatever the bytes are, there is an answer; what had to be forgiven is in <see cref="Feed.Problems"/>. Safe for use by many threads.
/// </summary>
public sealed class FeedReader(FeedReaderOptions? options = null)
{
    private readonly FeedReaderOptions options = options ?? new FeedReaderOptions();

    /// <summary>Reads one document.</summary>
    /// <param name="document">The bytes as received; gzip is recognised.</param>
    /// <param name="context">Where and when they were received.</param>
    /// <returns>The feed; its format is <see cref="FeedFormat.Unknown"/> when the document is none.</returns>
    public Feed Read(ReadOnlySpan<byte> document, FeedContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var problems = new FeedProblems(options.MaxProblems);
        if (document is [0x1F, 0x8B, ..])
            return Unzip(document) is { } unzipped ? Read(unzipped, context) : TooLarge(problems);
        if (document.Length > options.MaxBytes)
            return TooLarge(problems);

        using var text = DocumentText.Of(document, context.ContentType, problems);
        return ReadText(text, context, problems) with { Encoding = text.Encoding };
    }

    private Feed ReadText(DocumentText text, FeedContext context, FeedProblems problems)
    {
        var content = Utf8Text.TrimStart(text.Span);
        if (content.StartsWith("{"u8) || content.StartsWith("["u8))
            return JsonFeedReading.Read(text.Memory, context, options, problems) ?? NotAFeed(problems, text.Span);

        if (!content.IsEmpty && content[0] != '<')
            problems.Add("text-before-document", "Text before the document was skipped.", 0);
        else if (content.Length < text.Length && content.StartsWith("<?xml"u8))
            problems.Add("space-before-declaration", "White space stands before the XML declaration.", 0);
        using var expanded = DoctypeEntities.Expand(text, problems);
        return ReadXml(expanded ?? text, context, problems);
    }

    private Feed ReadXml(DocumentText text, FeedContext context, FeedProblems problems)
    {
        using var index = XmlIndex.Of(text, options, problems);
        var reading = new XmlFeedReading(index, context, options, problems);
        if (!reading.TryRead())
            return NotAFeed(problems, index.Text);
        return FeedMaking.Make(reading.Format, reading.Version, reading.Feed, reading.Items, context, options) with
        {
            IsWellFormed = !problems.Any,
            Problems = problems.InDocumentOrder(index.Text),
        };
    }

    private static Feed NotAFeed(FeedProblems problems, ReadOnlySpan<byte> text)
    {
        problems.Add("not-a-feed", "No element of a feed was found.");
        return new Feed { Problems = problems.InDocumentOrder(text) };
    }

    private Feed TooLarge(FeedProblems problems)
    {
        problems.Add("too-large", $"The document is larger than {options.MaxBytes} bytes.");
        return new Feed { Problems = problems.InDocumentOrder(default) };
    }

    // Null when the limit is reached; a broken archive gives what could be read of it.
    private byte[]? Unzip(ReadOnlySpan<byte> zipped)
    {
        using var source = new MemoryStream(zipped.ToArray(), writable: false);
        using var gzip = new GZipStream(source, CompressionMode.Decompress);
        using var unzipped = new MemoryStream();
        var block = new byte[81920];
        try
        {
            for (var read = gzip.Read(block); read > 0; read = gzip.Read(block))
            {
                if (unzipped.Length + read > options.MaxBytes)
                    return null;
                unzipped.Write(block, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            // Truncated in transit: what came before is still worth reading.
        }

        var bytes = unzipped.ToArray();
        return bytes is [0x1F, 0x8B, ..] ? [] : bytes;
    }
}
