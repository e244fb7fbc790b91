namespace Broadsheet.Server.Events;

/// <summary>Something that happened to a story between two editions.</summary>
/// <param name="Number">Counts the events of this server since it started.</param>
/// <param name="Kind"><c>story</c>: it was published; <c>heat</c>: it grew hotter or cooler; <c>gone</c>: it is shown no more.</param>
/// <param name="StoryId">The story.</param>
/// <param name="Title">Its lead's title.</param>
/// <param name="Heat">Its heat now.</param>
/// <param name="HeatBefore">Its heat before; null for a story that was not shown.</param>
/// <param name="At">The moment of the edition.</param>
internal sealed record NewsEvent(long Number, string Kind, string StoryId, string Title, int Heat, int? HeatBefore, DateTimeOffset At);
