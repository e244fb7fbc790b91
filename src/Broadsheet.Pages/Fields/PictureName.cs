namespace Broadsheet.Pages.Fields;

/// <summary>Whether two addresses show the same picture in two sizes or crops: by the number of the asset or the name of the file.</summary>
internal static class PictureName
{
    private const int FewestCharacters = 7;
    private const int FewestDigits = 4;

    public static bool Same(string one, string other)
    {
        var parts = Parts(other);
        return Parts(one).Exists(parts.Contains);
    }

    private static List<string> Parts(string url)
    {
        List<string> parts = [];
        var path = Uri.UnescapeDataString(url);
        var start = Math.Max(0, path.IndexOf('/', Math.Min(8, path.Length)));
        for (var i = start; i < path.Length; i++)
        {
            var from = i;
            var digits = 0;
            while (i < path.Length && (char.IsAsciiLetterOrDigit(path[i]) || path[i] is '_' or '-'))
            {
                if (char.IsAsciiDigit(path[i++]))
                    digits++;
            }

            if (i - from < FewestCharacters || digits < FewestDigits)
                continue;
            parts.Add(path[from..i]);
            // "1200x675_cmsv2_9603212": the size is written before the number.
            foreach (var piece in path[from..i].Split(['_', '-']))
            {
                if (piece.Length >= FewestCharacters && piece.Length < i - from && piece.Count(char.IsAsciiDigit) >= FewestDigits && !IsDateOrSize(piece))
                    parts.Add(piece);
            }
        }

        var end = path.IndexOfAny(['?', '#']);
        var file = path[(path.AsSpan(0, end < 0 ? path.Length : end).LastIndexOf('/') + 1)..(end < 0 ? path.Length : end)];
        var dot = file.LastIndexOf('.');
        file = dot > 0 ? file[..dot] : file;
        if (file.Length >= FewestCharacters)
            parts.Add(file);
        return parts;
    }

    // Pictures of one day are not one picture.
    private static bool IsDateOrSize(string piece) =>
        (piece.Length == 8 && (piece.StartsWith("19", StringComparison.Ordinal) || piece.StartsWith("20", StringComparison.Ordinal)) && piece.All(char.IsAsciiDigit))
        || (piece.Contains('x', StringComparison.Ordinal) && piece.All(c => char.IsAsciiDigit(c) || c == 'x'));
}
