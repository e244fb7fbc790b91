namespace Broadsheet.Publishing.Newsletters;

/// <summary>Where newsletters are on the web site, and where the live server answers their readers. An address, once given, stays.</summary>
public static class NewsletterAddresses
{
    /// <summary>The list of all newsletters, below the site.</summary>
    public const string Archive = "newsletter/";

    /// <summary>Where readers subscribe.</summary>
    public const string Subscribe = "newsletter/subscribe";

    /// <summary>Where readers say that they meant it.</summary>
    public const string Confirm = "newsletter/confirm";

    /// <summary>Where readers leave.</summary>
    public const string Unsubscribe = "newsletter/unsubscribe";

    /// <summary>A newsletter's own page; the record format promises <c>/newsletter/{name}/</c>.</summary>
    public static string Issue(string name) => $"newsletter/{PathSegment.Of(name)}/";
}
