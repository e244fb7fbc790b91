using System.CommandLine;
using Broadsheet.Eval.Verbs;

// The measuring desk: each verb runs our code over labelled data and writes results that neutral scorers read.
var root = new RootCommand("Runs Broadsheet's rooms over labelled data, so that they can be scored.");
root.Add(FeedsVerb.Create());
root.Add(DatesVerb.Create());
root.Add(RecordsVerb.Create());
root.Add(QualityVerb.Create());
root.Add(TopicsVerb.Create());
root.Add(StoriesVerb.Create());
root.Add(PagesVerb.Create());
root.Add(AmpVerb.Create());
return await root.Parse(args).InvokeAsync();
