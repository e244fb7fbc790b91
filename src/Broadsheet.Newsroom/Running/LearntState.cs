using System.Text.Json;
using Broadsheet.Extraction;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>Keeps from run to run what extraction learns of sites: their default pictures, their names and logos.</summary>
internal static class LearntState
{
    private const string Cards = "default-cards";
    private const string Providers = "providers";

    /// <summary>The default pictures earlier runs learnt.</summary>
    public static DefaultCards LoadCards(NewsStore store, ExtractionOptions options) =>
        new(options.DefaultCardRepetition, store.States.Find(Cards) is { } saved ? JsonSerializer.Deserialize(saved, RunningJson.Default.ListCardCount) : []);

    /// <summary>The publishers earlier runs learnt, beside those the operator lists.</summary>
    public static ProviderDirectory LoadProviders(NewsStore store, IEnumerable<Organization> organizations, Func<string, string?> registrableDomain) =>
        new(organizations, registrableDomain, store.States.Find(Providers) is { } saved ? JsonSerializer.Deserialize(saved, RunningJson.Default.ListLearntProvider) : []);

    /// <summary>Keeps the default pictures.</summary>
    public static void Save(NewsStore store, DefaultCards cards) =>
        store.States.Save(Cards, JsonSerializer.SerializeToUtf8Bytes([.. cards.Learnt], RunningJson.Default.ListCardCount));

    /// <summary>Keeps the publishers.</summary>
    public static void Save(NewsStore store, ProviderDirectory providers) =>
        store.States.Save(Providers, JsonSerializer.SerializeToUtf8Bytes([.. providers.Learnt], RunningJson.Default.ListLearntProvider));
}
