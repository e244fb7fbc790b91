namespace Broadsheet.Cli.Terminal;

/// <summary>What the program says to the shell (docs/guide/commands.md).</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>A mistake of ours, or something outside our reach such as a full disk.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;

    /// <summary>The site folder has mistakes that keep it from running.</summary>
    public const int SiteMistake = 3;

    /// <summary>Every feed that was asked failed.</summary>
    public const int NoFeed = 4;

    /// <summary>What was asked for is not there (an article, a story).</summary>
    public const int NotFound = 5;

    /// <summary>An example does not have the topics it should (<c>topics test</c>).</summary>
    public const int ExampleFails = 6;

    /// <summary>Another process does this work on the site folder.</summary>
    public const int Busy = 7;

    /// <summary>Something needs mending (<c>doctor</c>).</summary>
    public const int Unwell = 8;

    /// <summary>Stopped by the user.</summary>
    public const int Cancelled = 130;
}
