using System.Diagnostics;
using System.Globalization;

namespace Broadsheet.Bench.Peers;

/// <summary>A reader under measurement: what its passes cost.</summary>
internal sealed class Peer(string name, Func<byte[], (int Items, long Characters, object? Result)> read)
{
    private readonly List<double> took = [];
    private long allocated;
    private long characters;
    private int items;

    public string Name { get; } = name;

    public Func<byte[], (int Items, long Characters, object? Result)> Read { get; } = read;

    public void Pass(byte[][] documents, bool isWarmUp)
    {
        (items, characters) = (0, 0);
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        foreach (var document in documents)
        {
            var (found, length, _) = Read(document);
            items += found;
            characters += length;
        }

        if (!isWarmUp)
            took.Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
    }

    public string Row(long bytes, long kept)
    {
        took.Sort();
        return string.Create(CultureInfo.InvariantCulture,
            $$"""{"peer":"{{Name}}","mb":{{bytes / 1e6:F3}},"cpu":{{took[0]:F4}},"median":{{took[took.Count / 2]:F4}},"max":{{took[^1]:F4}},"items":{{items}},"titleCharacters":{{characters}},"allocatedMb":{{allocated / 1e6:F1}},"keptMb":{{kept / 1e6:F1}}}""");
    }
}
