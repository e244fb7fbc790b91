using System.CommandLine;
using Broadsheet.Eval;
using Broadsheet.Eval.Verbs;

// The measuring desk: each verb runs our code over labelled data and writes results that neutral scorers read.
var root = new RootCommand("Runs Broadsheet's rooms over labelled data, so that they can be scored.");
root.Add(AmpVerb.Create());
root.Add(ArticlesVerb.Create());
root.Add(DatesVerb.Create());
root.Add(FeedDifferencesVerb.Create());
root.Add(FeedsVerb.Create());
root.Add(PagesVerb.Create());
root.Add(QualityVerb.Create());
root.Add(RecordsVerb.Create());
root.Add(StoriesGrowthVerb.Create());
root.Add(StoriesVerb.Create());
root.Add(StoriesYearVerb.Create());
root.Add(TopicsSpeedVerb.Create());
root.Add(TopicsVerb.Create());
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception missing) when (missing is MissingData or FileNotFoundException or DirectoryNotFoundException)
{
    Console.Error.WriteLine(missing.Message);
    return MissingData.Code;
}
