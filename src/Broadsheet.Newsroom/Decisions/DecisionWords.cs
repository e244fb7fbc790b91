namespace Broadsheet.Decisions;

/// <summary>A decision in words.</summary>
public static class DecisionWords
{
    /// <summary>What was decided, as a sentence without its end.</summary>
    public static string Of(Decision decision) => decision switch
    {
        Decision.Merge merge => $"{string.Join(" and ", merge.Parts.Select(part => part.StoryId))} merged into {merge.IntoStoryId}",
        Decision.Split split => $"{string.Join(" and ", split.Left.ArticleIds)} split from {split.StoryId}",
        Decision.SetLead lead => $"{lead.ArticleId} leads {lead.StoryId}",
        Decision.Pin pin => $"{pin.StoryId} pinned",
        Decision.Unpin unpin => $"{unpin.StoryId} no longer pinned",
        Decision.Hide hide => $"{hide.Subject} hidden",
        Decision.Publish publish => $"{publish.Subject} published",
        Decision.Unpublish unpublish => $"{unpublish.Subject} not published",
        Decision.Correct correct => $"{correct.ArticleId} corrected",
        Decision.Note note => $"note on {note.Subject}: {note.Text}",
        Decision.Undo undo => $"{undo.DecisionId} undone",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
