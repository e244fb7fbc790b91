namespace Broadsheet.Extraction;

/// <summary>Keeps what is fit to print of a publisher's tags.</summary>
internal static class Tags
{
    private const int Longest = 60;

    /// <summary>Tags in the order they were given, each once.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<string> stated, int most)
    {
        List<string> tags = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (var tag in stated.Select(PlainText.Tidy))
        {
            if (tags.Count == most)
                break;
            // Blogger labels its items with the address of a schema.
            if (tag.Length is > 0 and <= Longest && tag[0] != '@' && !tag.Equals("uncategorized", StringComparison.OrdinalIgnoreCase) && !tag.Contains("://", StringComparison.Ordinal) && PlainText.Fold(tag) is { Length: > 0 } folded && seen.Add(folded))
                tags.Add(tag);
        }
        return tags;
    }
}
