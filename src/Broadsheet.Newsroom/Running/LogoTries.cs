using System.Text.Json;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>Remembers which publishers were asked for a logo in vain, so that they are not asked at every run.</summary>
internal sealed class LogoTries
{
    private const string StateName = "logo-tries";

    /// <summary>Sites change their icons with their design: about this often at most.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    private readonly SortedDictionary<string, DateTimeOffset> tries;

    private LogoTries(SortedDictionary<string, DateTimeOffset> tries) => this.tries = tries;

    /// <summary>What earlier runs tried.</summary>
    public static LogoTries Load(NewsStore store)
    {
        var known = store.States.Find(StateName) is { } saved ? JsonSerializer.Deserialize(saved, RunningJson.Default.DictionaryStringDateTimeOffset) : null;
        return new LogoTries(new SortedDictionary<string, DateTimeOffset>(known ?? [], StringComparer.Ordinal));
    }

    /// <summary>Whether it is time to try a provider (again).</summary>
    public bool MayTry(string domain, DateTimeOffset at) => !tries.TryGetValue(domain, out var last) || at - last >= Patience;

    /// <summary>Notes a try.</summary>
    public void Note(string domain, DateTimeOffset at) => tries[domain] = at;

    /// <summary>Keeps the notes.</summary>
    public void Save(NewsStore store) =>
        store.States.Save(StateName, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, DateTimeOffset>(tries), RunningJson.Default.DictionaryStringDateTimeOffset));
}
