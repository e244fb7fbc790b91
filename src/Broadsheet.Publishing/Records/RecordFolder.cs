using Broadsheet.Site;

namespace Broadsheet.Publishing.Records;

/// <summary>The records that lie in a site folder.</summary>
public static class RecordFolder
{
    /// <summary>Reads <c>_news/*.md</c>, in the order of their paths. A file that is no record is a problem and left out.</summary>
    /// <param name="root">Path of the site folder.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static IReadOnlyList<(string Path, NewsRecord Record)> Read(string root, SiteProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var folder = Path.Combine(root, RecordPath.Folder);
        List<(string Path, NewsRecord Record)> records = [];
        if (!Directory.Exists(folder))
            return records;
        foreach (var file in Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal))
        {
            var path = RecordPath.Folder + Path.GetFileName(file);
            switch (RecordReader.Read(File.ReadAllBytes(file)))
            {
                case RecordReading.Done done:
                    records.Add((path, done.Record));
                    break;
                case RecordReading.Failed failed:
                    problems.Warning(path, failed.Line, "", $"This is no record and is left alone. {failed.Problem}", "Mend the line, or move the file out of _news.");
                    break;
            }
        }

        return records;
    }
}
