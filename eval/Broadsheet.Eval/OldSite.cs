using System.Text;
using System.Text.Json;
using Broadsheet.Publishing.Records;
using Broadsheet.Site;

namespace Broadsheet.Eval;

/// <summary>A site of the old system: its settings, topics and organizations, and the records to be judged.</summary>
internal sealed class OldSite
{
    private OldSite(SiteFolder folder, IReadOnlyList<Topic> topics, RecordAdoption adoption, IReadOnlyList<(string Path, NewsRecord Record)> records)
    {
        Folder = folder;
        Topics = topics;
        Adoption = adoption;
        Records = records;
    }

    public SiteFolder Folder { get; }

    public IReadOnlyList<Topic> Topics { get; }

    public RecordAdoption Adoption { get; }

    public IReadOnlyList<(string Path, NewsRecord Record)> Records { get; }

    /// <summary>Opens the folder. Null when it has mistakes, which are printed.</summary>
    /// <param name="root">The site folder.</param>
    /// <param name="settings">A <c>broadsheet.yml</c> for it.</param>
    /// <param name="records">Other records than the folder's own, as lines of JSON with <c>path</c> and <c>raw</c>.</param>
    public static OldSite? Open(string root, string settings, FileInfo? records)
    {
        var folder = SiteFolder.Open(root, settings);
        var topics = TopicReader.Read(folder.Root, folder.Problems);
        var organizations = OrganizationReader.Read(folder.Root, folder.Problems);
        var adoption = new RecordAdoption(folder.Settings.Section<AdoptionOptions>("adoption"), organizations);
        var read = records is null ? RecordFolder.Read(folder.Root, folder.Problems) : FromLines(records, folder.Problems);
        foreach (var problem in folder.Problems.All)
            Console.Error.WriteLine(problem);
        return folder.Problems.HasErrors ? null : new OldSite(folder, topics, adoption, read);
    }

    private static List<(string Path, NewsRecord Record)> FromLines(FileInfo file, SiteProblems problems)
    {
        List<(string Path, NewsRecord Record)> records = [];
        foreach (var line in File.ReadLines(file.FullName).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            var path = json.RootElement.GetProperty("path").GetString()!;
            switch (RecordReader.Read(Encoding.UTF8.GetBytes(json.RootElement.GetProperty("raw").GetString()!)))
            {
                case RecordReading.Done done:
                    records.Add((path, done.Record));
                    break;
                case RecordReading.Failed failed:
                    problems.Warning(path, failed.Line, "", failed.Problem, "It is left out.");
                    break;
            }
        }

        return records;
    }
}
