namespace Broadsheet.Server.Search;

/// <summary>An article that was found.</summary>
/// <param name="Placed">The article and its story.</param>
/// <param name="Title">Its title as HTML, what matched in <c>mark</c>.</param>
/// <param name="Snippet">The part that matched best as HTML, what matched in <c>mark</c>.</param>
/// <param name="Score">How well it answers: text, heat and age together; only good for comparing within one answer.</param>
internal sealed record SearchHit(PlacedArticle Placed, string Title, string Snippet, double Score);
