using Broadsheet.Classification;
using Broadsheet.Clustering;
using Broadsheet.Extraction;
using Broadsheet.Pictures;
using Broadsheet.Polling;
using Broadsheet.Quality;
using Broadsheet.Ranking;
using Broadsheet.Securing;
using Broadsheet.Site;

namespace Broadsheet;

/// <summary>The options of every step, read and checked.</summary>
public sealed record NewsroomSettings
{
    /// <summary>How feeds, pages and pictures are asked for.</summary>
    public required PollingOptions Polling { get; init; }

    /// <summary>How articles are made.</summary>
    public required ExtractionOptions Extraction { get; init; }

    /// <summary>How pictures are kept.</summary>
    public required PictureOptions Pictures { get; init; }

    /// <summary>How topics are found.</summary>
    public required ClassificationOptions Classification { get; init; }

    /// <summary>How quality is scored.</summary>
    public required QualityOptions Quality { get; init; }

    /// <summary>How stories are found.</summary>
    public required ClusteringOptions Clustering { get; init; }

    /// <summary>The sentence model that gives a second opinion on stories; null on a site without one.</summary>
    public SentenceModelFiles? SentenceModel { get; init; }

    /// <summary>How stories are ordered and which are shown.</summary>
    public required RankingOptions Ranking { get; init; }

    /// <summary>Where the key of sealed provenance is.</summary>
    public required SecuringOptions Securing { get; init; }

    /// <summary>The key of sealed provenance; null on a site without one.</summary>
    public SecuredKey? Key { get; init; }

    /// <summary>Reads the sections of all steps from a site's settings; complaints go to the site's problems.</summary>
    public static NewsroomSettings Read(SiteFolder site)
    {
        var settings = site.Settings;
        var polling = settings.Section<PollingOptions>("polling");
        var securing = settings.Section<SecuringOptions>("securing");
        var clustering = settings.Section<ClusteringOptions>("clustering");
        polling.ContactUrl ??= site.Masthead.Url + site.Masthead.BaseUrl;
        return new NewsroomSettings
        {
            Polling = polling,
            Extraction = settings.Section<ExtractionOptions>("extraction"),
            Pictures = settings.Section<PictureOptions>("pictures"),
            Classification = settings.Section<ClassificationOptions>("classification"),
            Quality = settings.Section<QualityOptions>("quality"),
            Clustering = clustering,
            SentenceModel = SentenceModelOf(site, clustering.Embeddings),
            Ranking = settings.Section<RankingOptions>("ranking"),
            Securing = securing,
            Key = KeyOf(site, securing),
        };
    }

    private static SecuredKey? KeyOf(SiteFolder site, SecuringOptions securing)
    {
        switch (SecuredKeySource.Find(securing, site.Environment, site.Root))
        {
            case SecuredKeyFinding.Found found:
                return found.Key;
            case SecuredKeyFinding.Unusable unusable:
                site.Problems.Error(SiteFolder.SettingsName, 0, "securing", unusable.Message, unusable.Remedy);
                return null;
            default:
                return null;
        }
    }

    private static SentenceModelFiles? SentenceModelOf(SiteFolder site, EmbeddingOptions options)
    {
        const string Model = "clustering.embeddings.model", Vocabulary = "clustering.embeddings.vocabulary";
        if (options.Model is null && options.Vocabulary is null)
            return null;
        if (options.Vocabulary is null)
            site.Settings.Complain(Model, "A sentence model cannot be read without its vocabulary.", "Write 'vocabulary: PATH' below it, with the vocab.txt that came with the model.", isError: true);
        if (options.Model is null)
            site.Settings.Complain(Vocabulary, "There is a vocabulary, but no sentence model.", "Write 'model: PATH' above it, with a sentence model in ONNX.", isError: true);
        if (options.Model is null || options.Vocabulary is null)
            return null;
        var files = new SentenceModelFiles(Path.Combine(site.Root, options.Model), Path.Combine(site.Root, options.Vocabulary), options.LowerCase, options.MostTokens);
        foreach (var (setting, path) in ((string, string)[])[(Model, files.Model), (Vocabulary, files.Vocabulary)])
        {
            if (!File.Exists(path))
                site.Settings.Complain(setting, $"There is no file {path}; stories are made without the second opinion.", "Put the file there, or correct the path.", isError: false);
        }

        return files;
    }
}
