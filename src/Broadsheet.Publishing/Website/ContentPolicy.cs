namespace Broadsheet.Publishing.Website;

/// <summary>Says what a page may load, as strictly as its content allows (Content Security Policy Level 3).</summary>
internal static class ContentPolicy
{
    /// <summary>The policy for a page with this content.</summary>
    public static string For(ReadOnlySpan<byte> html, string? playerHost)
    {
        // Publishers' pictures are loaded only by pages that show one we keep no copy of.
        var pictures = html.IndexOf("src=\"http"u8) >= 0 ? "'self' https: http:" : "'self'";
        var frames = playerHost is null ? "'none'" : "https://" + playerHost;
        return $"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src {pictures}; frame-src {frames}; base-uri 'none'; form-action 'self'";
    }
}
