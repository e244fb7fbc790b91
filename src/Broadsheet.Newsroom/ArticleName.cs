namespace Broadsheet;

/// <summary>What people call an article: its id, its address, the path of its record, the name of that file, or the slug in it.</summary>
/// <param name="text">The name as given.</param>
public sealed class ArticleName(string text)
{
    private readonly string? key = WebAddress.From(text)?.Key;

    /// <summary>Whether the article is called so.</summary>
    public bool Means(Article article) =>
        article.Id == text
        || article.Path == text
        || article.Path.EndsWith("/" + text, StringComparison.Ordinal)
        || SlugOf(article.Path) == text
        || (key is not null && (KeyOf(article.CanonicalUrl) == key || KeyOf(article.WebUrl) == key || KeyOf(article.OriginalUrl) == key));

    /// <summary>The part of <c>_news/2026-03-04-a-title.md</c> behind the date.</summary>
    public static string SlugOf(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path);
        return name.Length > 11 ? name[11..] : name;
    }

    private static string? KeyOf(string? url) => WebAddress.From(url)?.Key;
}
