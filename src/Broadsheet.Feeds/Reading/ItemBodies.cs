namespace Broadsheet.Feeds.Reading;

/// <summary>The texts of an item and the picture that goes with them, made when first asked for.</summary>
internal sealed class ItemBodies(FeedText? summary, FeedText? content, FeedFacts facts, int excerptLength)
{
    /// <summary>The body, or the summary when it is all there is.</summary>
    private FeedText? Body => content ?? summary;

    public string? Excerpt => NullIfEmpty((summary ?? content)?.Plain(excerptLength)) ?? NullIfEmpty(content?.Plain(excerptLength));

    public string? Plain => NullIfEmpty(Body?.Plain());

    public string? Markup => NullIfEmpty(Body?.Markup);

    public ReadOnlyMemory<byte> MarkupUtf8 => Body?.MarkupUtf8 ?? default;

    public IReadOnlyList<string> Authors => ItemNames.AuthorsOf(facts);

    public IReadOnlyList<string> Tags => ItemNames.TagsOf(facts);

    public FeedImage? LeadImage => LeadImages.Best(facts, summary, content);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
