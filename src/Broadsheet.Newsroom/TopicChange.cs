using System.Text.Json.Serialization;

namespace Broadsheet;

/// <summary>A topic that the rules in force give an article, or take from it, against what is stored with it.</summary>
/// <param name="Article">The article.</param>
/// <param name="Topic">The topic's name.</param>
/// <param name="IsAdded">Whether it is given; taken otherwise.</param>
/// <param name="Reason">The words and the rule that give it, or that gave it and what speaks against it now.</param>
public sealed record TopicChange([property: JsonIgnore] Article Article, string Topic, bool IsAdded, string Reason)
{
    /// <summary>The article's id.</summary>
    public string ArticleId => Article.Id;

    /// <summary>The article's headline.</summary>
    public string Title => Article.Title;

    /// <summary>The path of its record.</summary>
    public string Path => Article.Path;
}
