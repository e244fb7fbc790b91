namespace Broadsheet.Extraction;

/// <summary>Recognises addresses of videos, and writes those the record format prescribes.</summary>
internal static class VideoAddress
{
    private const int IdLength = 11;

    /// <summary>The id of the YouTube video an address leads to; null when it leads elsewhere.</summary>
    public static string? YouTubeIdOf(WebAddress? address)
    {
        if (address is null)
            return null;
        var path = address.Path;
        return address.SiteHost switch
        {
            "youtu.be" => IdAt(path, 1),
            "youtube.com" or "youtube-nocookie.com" or "music.youtube.com" => FromPath(path) ?? (path is "/watch" or "/watch/" ? FromQuery(address.Query) : null),
            _ => null,
        };
    }

    /// <summary>Whether text is a YouTube id and nothing else, since it is going to stand in markup.</summary>
    public static bool IsYouTubeId(string? id) => id is { Length: IdLength } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>The address the record format gives a video.</summary>
    public static string PageOf(string id) => "https://youtube.com/watch?v=" + id;

    /// <summary>The player, exactly as the record format has it.</summary>
    public static string PlayerOf(string id) =>
        $"<iframe width=\"800\" height=\"500\" frameborder=\"0\" src=\"https://www.youtube.com/embed/{id}\" "
        + "allow=\"accelerometer; autoplay; encrypted-media; gyroscope; picture-in-picture\" allowfullscreen></iframe>";

    /// <summary>The still picture in its largest form, 1280×720.</summary>
    public static string StillOf(string id) => $"https://i.ytimg.com/vi/{id}/maxresdefault.jpg";

    /// <summary>The still picture that every video has, 480×360.</summary>
    public static string SmallStillOf(string id) => $"https://i.ytimg.com/vi/{id}/hqdefault.jpg";

    private static string? FromPath(string path)
    {
        foreach (var folder in new[] { "/embed/", "/shorts/", "/live/", "/v/" })
        {
            if (path.StartsWith(folder, StringComparison.Ordinal))
                return IdAt(path, folder.Length);
        }
        return null;
    }

    private static string? FromQuery(string query)
    {
        foreach (var part in query.Split('&'))
        {
            if (part.StartsWith("v=", StringComparison.Ordinal) && IsYouTubeId(part[2..]))
                return part[2..];
        }
        return null;
    }

    private static string? IdAt(string path, int start)
    {
        var id = path[start..].TrimEnd('/');
        return IsYouTubeId(id) ? id : null;
    }
}
