namespace Broadsheet.Feeds.Html;

/// <summary>What a text in HTML comes to, made in one walk: who asks for one of these asks for the others next.</summary>
/// <param name="Plain">The text a person would read, on one line.</param>
/// <param name="Markup">The HTML that may be shown.</param>
/// <param name="Images">Visible pictures in document order, absolute; the first few.</param>
internal sealed record HtmlBody(string Plain, string Markup, IReadOnlyList<FeedImage> Images)
{
    // Pictures in a text that are looked at; the lead stands at the top.
    private const int MaxImages = 6;

    /// <summary>Reads HTML; relative addresses are made absolute against <paramref name="baseUrl"/> when there is one.</summary>
    public static HtmlBody Read(ReadOnlySpan<char> html, string? baseUrl)
    {
        using var plain = new HtmlPlainWriter(html.Length);
        using var markup = new HtmlSanitizer(html.Length, baseUrl);
        List<FeedImage>? images = null;
        var tokens = new HtmlTokenizer(html);
        for (var token = tokens.Read(); token != HtmlToken.End; token = tokens.Read())
        {
            if (token == HtmlToken.Text)
            {
                plain.Text(tokens.Value);
                markup.Text(tokens.Value);
                continue;
            }

            if (token == HtmlToken.Comment)
                continue;
            var traits = HtmlElements.Of(tokens.Value, out var name);
            plain.Tag(traits, tokens.Whole);
            if (token == HtmlToken.EndTag)
            {
                markup.End(name);
                continue;
            }

            if (name == "img")
            {
                if (HtmlImages.IsTrackingPixel(tokens.Attributes))
                    continue;
                if (images is not { Count: >= MaxImages } && HtmlImages.Read(tokens.Attributes, baseUrl) is { } image)
                    (images ??= []).Add(image);
            }

            if ((traits & HtmlTraits.Hidden) == 0)
                markup.Start(traits, name, tokens.Attributes);
            else if (!tokens.Attributes.EndsWith("/"))
                tokens.SkipElement(tokens.Value);
        }

        return new HtmlBody(plain.Written.ToString(), markup.Finish(), images ?? (IReadOnlyList<FeedImage>)[]);
    }
}
