namespace Broadsheet.Server;

/// <summary>Wakes a service that waits between its rounds. What rings during a round is heard after it, and one round does for all that rang.</summary>
/// <param name="time">The clock of the longest wait.</param>
internal sealed class Bell(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim rings = new(0);

    /// <summary>There is something to do. Any thread may ring at any time.</summary>
    public void Ring() => rings.Release();

    /// <summary>Done when it rings, or rang since this was last done.</summary>
    /// <param name="atMost">How long to wait at most; null for ever.</param>
    /// <param name="stopping">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public async Task WaitAsync(TimeSpan? atMost, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(rings.WaitAsync(either.Token), Task.Delay(atMost ?? Timeout.InfiniteTimeSpan, time, either.Token));
        // Whichever is still waiting must not take the next ring.
        await either.CancelAsync();
        stopping.ThrowIfCancellationRequested();
        while (rings.Wait(0, CancellationToken.None))
        {
            // Each of them is answered by what is done next.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => rings.Dispose();
}
