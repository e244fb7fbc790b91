using Broadsheet.Feeds.Html;

namespace Broadsheet.Feeds.Reading;

/// <summary>Plain names of authors and tags, each once.</summary>
internal static class ItemNames
{
    public static IReadOnlyList<string> AuthorsOf(FeedFacts facts)
    {
        var names = new List<string>(facts.Authors.Count);
        foreach (var person in facts.Authors)
        {
            var name = HtmlText.LooksLikeHtml(person.Name ?? person.Email ?? "") ? HtmlText.Plain(person.Name ?? person.Email) : person.Name ?? person.Email;
            if (!string.IsNullOrWhiteSpace(name) && !names.Contains(name))
                names.Add(name);
        }

        return names;
    }

    public static IReadOnlyList<string> TagsOf(FeedFacts facts)
    {
        var tags = new List<string>(facts.Tags.Count);
        foreach (var tag in facts.Tags)
        {
            var name = tag.Label is { Length: > 0 } label ? label : tag.Term;
            if (name is not null && HtmlText.LooksLikeHtml(name))
                name = HtmlText.Plain(name);
            if (!string.IsNullOrWhiteSpace(name) && !tags.Contains(name))
                tags.Add(name);
        }

        return tags;
    }
}
