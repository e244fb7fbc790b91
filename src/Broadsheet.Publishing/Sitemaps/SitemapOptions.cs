namespace Broadsheet.Publishing.Sitemaps;

/// <summary>Settings of the sitemap beside the records.</summary>
public sealed class SitemapOptions
{
    /// <summary>
    /// Sites whose newest item is older than this have dates in the site's time zone; later ones, and those of sites without this setting, are
    /// UTC with <c>+00:00</c>. Default: none.
    /// </summary>
    public DateTimeOffset? UtcSince { get; set; }
}
