using System.Collections.Concurrent;

namespace Broadsheet.Server.Search;

/// <summary>
/// As many readers of the index as there are processors. Who finds none free waits for one, without holding up those who read pages: more
/// searches at a time would only make each of them slower.
/// </summary>
/// <param name="path">Path of the index file.</param>
internal sealed class SearchReaders(string path) : IDisposable
{
    private readonly SemaphoreSlim places = new(Environment.ProcessorCount);
    private readonly ConcurrentBag<SearchReader> free = [];
    private volatile int generation;

    /// <summary>Asks one of them.</summary>
    public async Task<T> AskAsync<T>(Func<SearchReader, T> question, CancellationToken cancellation)
    {
        await places.WaitAsync(cancellation);
        try
        {
            var reader = free.TryTake(out var idle) ? idle : new SearchReader(path, generation);
            try
            {
                return reader.Ask(question);
            }
            finally
            {
                if (reader.Generation == generation)
                    free.Add(reader);
                else
                    reader.Dispose();
            }
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>After the index has moved on: the file may be another one.</summary>
    public void Renew()
    {
        Interlocked.Increment(ref generation);
        while (free.TryTake(out var reader))
            reader.Dispose();
    }

    public void Dispose()
    {
        Renew();
        places.Dispose();
    }
}
