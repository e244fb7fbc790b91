using System.Text.Json;
using Broadsheet.Extraction;
using Broadsheet.Pictures;
using Broadsheet.Storage;

namespace Broadsheet.Running;

/// <summary>Keeps from run to run what is learnt of sites: their default pictures, the icons that are nobody's, their names and logos.</summary>
internal static class LearntState
{
    private const string Cards = "default-cards";
    private const string Icons = "default-icons";
    private const string Providers = "providers";

    /// <summary>The default pictures earlier runs learnt.</summary>
    public static DefaultCards LoadCards(NewsStore store, ExtractionOptions options) =>
        new(options.DefaultCardRepetition, store.States.Find(Cards) is { } saved ? JsonSerializer.Deserialize(saved, RunningJson.Default.ListCardCount) : []);

    /// <summary>The icons earlier runs saw, and where.</summary>
    public static DefaultIcons LoadIcons(NewsStore store) =>
        new(store.States.Find(Icons) is { } saved ? JsonSerializer.Deserialize(saved, RunningJson.Default.ListIconSighting) : []);

    /// <summary>The publishers earlier runs learnt, beside those the operator lists.</summary>
    public static ProviderDirectory LoadProviders(NewsStore store, IEnumerable<Organization> organizations, Func<string, string?> registrableDomain) =>
        new(organizations, registrableDomain, store.States.Find(Providers) is { } saved ? JsonSerializer.Deserialize(saved, RunningJson.Default.ListLearntProvider) : []);

    /// <summary>Keeps the default pictures.</summary>
    public static void Save(NewsStore store, DefaultCards cards) =>
        store.States.Save(Cards, JsonSerializer.SerializeToUtf8Bytes([.. cards.Learnt], RunningJson.Default.ListCardCount));

    /// <summary>Keeps the icons.</summary>
    public static void Save(NewsStore store, DefaultIcons icons) =>
        store.States.Save(Icons, JsonSerializer.SerializeToUtf8Bytes([.. icons.Learnt], RunningJson.Default.ListIconSighting));

    /// <summary>Keeps the publishers.</summary>
    public static void Save(NewsStore store, ProviderDirectory providers) =>
        store.States.Save(Providers, JsonSerializer.SerializeToUtf8Bytes([.. providers.Learnt], RunningJson.Default.ListLearntProvider));
}
