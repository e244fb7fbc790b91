using Broadsheet.Server.Api;

namespace Broadsheet.Server;

/// <summary>
/// Where readers find the news of the moment. One writer, the pressroom, lays out a whole snapshot at a time; a request that began
/// with the one before finishes with it.
/// </summary>
internal sealed class Newsstand
{
    private const int KeptPast = 100;

    private volatile NewsSnapshot? current;
    private volatile EditionView[] past = [];

    /// <summary>The editions that were laid out, the latest first, in figures.</summary>
    public IReadOnlyList<EditionView> Past => past;

    /// <summary>What is laid out; null until the store has been read.</summary>
    public NewsSnapshot? Current => current;

    /// <summary>Lays out the next.</summary>
    public void Present(NewsSnapshot snapshot)
    {
        current = snapshot;
        past = [.. past.Prepend(EditionView.Of(snapshot)).Take(KeptPast)];
    }
}
