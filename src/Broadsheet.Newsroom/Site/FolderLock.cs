using System.Diagnostics;
using System.Globalization;

namespace Broadsheet.Site;

/// <summary>
/// Keeps two processes from doing the same work on one site folder. The system gives a lock back when its process ends, however it ends,
/// so that a killed one leaves nothing to be cleaned up.
/// </summary>
public sealed class FolderLock : IDisposable
{
    /// <summary>How long the right to print is waited for when nothing else is said: printing a large site on a slow disk takes minutes, not more.</summary>
    public static readonly TimeSpan LongestPrinting = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <summary>The right to poll the site's feeds, for as long as it is held.</summary>
    /// <param name="site">The site.</param>
    /// <param name="who">The command, such as <c>broadsheet serve</c>.</param>
    /// <exception cref="FolderBusyException">Another process has it.</exception>
    public static FolderLock ToPoll(SiteFolder site, string who) =>
        TryTake(site, "polling", who) ?? throw new FolderBusyException(
            $"{HolderOf(site, "polling")} polls {site.Root} already, and two would ask the same feeds. "
            + "Leave the polling to it ('broadsheet publish' prints again without asking anybody), or stop it first.");

    /// <summary>The right to print the site; waits for who is printing.</summary>
    /// <param name="site">The site.</param>
    /// <param name="longest">How long to wait; null for <see cref="LongestPrinting"/>.</param>
    /// <exception cref="FolderBusyException">Another process printed all that time.</exception>
    public static FolderLock ToPrint(SiteFolder site, TimeSpan? longest = null)
    {
        var wait = longest ?? LongestPrinting;
        var start = Stopwatch.GetTimestamp();
        using var never = new ManualResetEventSlim();
        while (true)
        {
            if (TryTake(site, "printing", "broadsheet") is { } taken)
                return taken;
            if (Stopwatch.GetElapsedTime(start) > wait)
                throw new FolderBusyException(string.Create(CultureInfo.InvariantCulture,
                    $"{HolderOf(site, "printing")} has been printing {site.Root} for more than {wait.TotalSeconds:0.#} seconds. Look what it does, stop it, and try again."));
            never.Wait(Look);
        }
    }

    /// <summary>Who polls the site's feeds at the moment, as a sentence's beginning; null when nobody does.</summary>
    public static string? WhoPolls(SiteFolder site)
    {
        ArgumentNullException.ThrowIfNull(site);
        try
        {
            // Held for no longer than it takes to see that it can be.
            using var free = new FileStream(Path.Combine(site.StatePath, "polling.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return null;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (IOException busy) when (IsInUse(busy))
        {
            return HolderOf(site, "polling");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static FolderLock? TryTake(SiteFolder site, string right, string who)
    {
        Directory.CreateDirectory(site.StatePath);
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(site.StatePath, right + ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy) when (IsInUse(busy))
        {
            return null;
        }

        // Beside the lock, because a locked file cannot be read.
        File.WriteAllText(NotePath(site, right), string.Create(CultureInfo.InvariantCulture, $"Process {Environment.ProcessId} on {Environment.MachineName} ({who})"));
        return new FolderLock(file);
    }

    // The one code for "in use" on Unix, and the sharing violation of Windows; anything else is trouble of the disk.
    private static bool IsInUse(IOException trouble) => trouble.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static string HolderOf(SiteFolder site, string right)
    {
        try
        {
            return File.ReadAllText(NotePath(site, right));
        }
        catch (IOException)
        {
            return "Another process";
        }
    }

    private static string NotePath(SiteFolder site, string right) => Path.Combine(site.StatePath, right + ".by");
}

/// <summary>Another process does the work; the message says which and what to do.</summary>
public sealed class FolderBusyException : IOException
{
    /// <summary>Makes one.</summary>
    public FolderBusyException(string message)
        : base(message)
    {
    }
}
