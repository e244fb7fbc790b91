using System.Buffers;

namespace Broadsheet.Feeds.Links;

/// <summary>Recognises addresses of YouTube videos.</summary>
internal static class YouTubeVideo
{
    private const int IdLength = 11;

    private static readonly SearchValues<char> IdCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    private static readonly string[] Places =
    [
        "youtube.com/watch?v=", "youtube.com/embed/", "youtube.com/shorts/", "youtube.com/live/", "youtube.com/v/", "youtu.be/",
    ];

    public static string? IdOf(string? link)
    {
        if (link is null || !link.Contains("youtu", StringComparison.Ordinal))
            return null;
        foreach (var place in Places)
        {
            var at = link.IndexOf(place, StringComparison.Ordinal);
            if (at < 0 || link.Length < at + place.Length + IdLength)
                continue;
            var id = link.AsSpan(at + place.Length, IdLength);
            if (id.IndexOfAnyExcept(IdCharacters) < 0)
                return id.ToString();
        }

        return null;
    }
}
