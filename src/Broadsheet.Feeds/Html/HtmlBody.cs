using System.Text;

namespace Broadsheet.Feeds.Html;

/// <summary>
/// What a text in HTML comes to, made in one walk. It is kept as UTF-8, in which it will be stored, printed and sent, until somebody wants
/// a string.
/// </summary>
internal sealed class HtmlBody
{
    // Pictures in a text that are looked at; the lead stands at the top.
    private const int MaxImages = 6;

    // Bytes, or the string made of them. One field each, so that threads see one or the other.
    private object markup;
    private object? plain;

    private HtmlBody(byte[] markup, byte[]? plain, IReadOnlyList<FeedImage> images)
    {
        this.markup = markup;
        this.plain = plain;
        Images = images;
    }

    /// <summary>Visible pictures in document order, absolute; the first few.</summary>
    public IReadOnlyList<FeedImage> Images { get; }

    /// <summary>The HTML that may be shown.</summary>
    public string Markup => TextOf(ref markup);

    /// <summary>As <see cref="Markup"/>, in UTF-8.</summary>
    public ReadOnlyMemory<byte> MarkupUtf8 => markup as byte[] ?? Encoding.UTF8.GetBytes((string)markup);

    /// <summary>The text a person would read, on one line; null when it was not asked for.</summary>
    public string? Plain => plain is null ? null : TextOf(ref plain);

    /// <summary>Reads HTML; relative addresses are made absolute against <paramref name="baseUrl"/> when there is one.</summary>
    /// <param name="html">UTF-8.</param>
    /// <param name="baseUrl">An absolute address.</param>
    /// <param name="withPlain">Whether <see cref="Plain"/> is wanted: at half the cost of a walk of its own.</param>
    public static HtmlBody Read(ReadOnlySpan<byte> html, string? baseUrl, bool withPlain) =>
        Read(html, baseUrl, withPlain, stackalloc byte[HtmlSanitizer.MaxOpen]);

    // Apart from the memory for what is open: a method that has both a loop and memory on its stack is compiled only once, before it is known what it does.
    private static HtmlBody Read(ReadOnlySpan<byte> html, string? baseUrl, bool withPlain, Span<byte> open)
    {
        using var plain = new HtmlPlainWriter(withPlain ? html.Length : 0);
        using var markup = new HtmlSanitizer(html.Length, baseUrl, open);
        List<FeedImage>? images = null;
        var tokens = new HtmlTokenizer(html);
        for (var token = tokens.ReadMarkup(); token != HtmlToken.End; token = tokens.ReadMarkup())
        {
            if (token == HtmlToken.Text)
            {
                var length = markup.Text(tokens.Rest);
                if (withPlain)
                    plain.Text(tokens.Rest[..length]);
                tokens.Pass(length);
                continue;
            }

            if (token == HtmlToken.Comment)
                continue;
            var element = HtmlElements.Of(tokens.Value);
            if (withPlain)
                plain.Tag(element.Traits, tokens.Whole);
            if (token == HtmlToken.EndTag)
            {
                markup.End(element);
                continue;
            }

            if ((element.Traits & HtmlTraits.Picture) != 0)
            {
                var tag = new HtmlImageTag(tokens.Attributes);
                if (HtmlImages.IsTrackingPixel(tag))
                    continue;
                if (images is not { Count: >= MaxImages } && HtmlImages.Read(tag, baseUrl) is { } image)
                    (images ??= []).Add(image);
            }

            if ((element.Traits & HtmlTraits.Hidden) == 0)
                markup.Start(element, tokens.Attributes);
            else if (!tokens.Attributes.EndsWith("/"u8))
                tokens.SkipElement(tokens.Value);
        }

        return new HtmlBody(markup.Finish(), withPlain ? plain.Written.ToArray() : null, images ?? (IReadOnlyList<FeedImage>)[]);
    }

    private static string TextOf(ref object kept)
    {
        var stands = kept;
        if (stands is string made)
            return made;
        var text = Encoding.UTF8.GetString((byte[])stands);
        kept = text;
        return text;
    }
}
