namespace Broadsheet.Server;

/// <summary>
/// Where readers find the news of the moment. One writer, the pressroom, lays out a whole snapshot at a time; a request that began
/// with the one before finishes with it.
/// </summary>
internal sealed class Newsstand
{
    private volatile NewsSnapshot? current;

    /// <summary>What is laid out; null until the store has been read.</summary>
    public NewsSnapshot? Current => current;

    /// <summary>Lays out the next.</summary>
    public void Present(NewsSnapshot snapshot) => current = snapshot;
}
