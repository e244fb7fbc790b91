using System.CommandLine;

var root = new RootCommand("Broadsheet: describe a topic, get a front page.");
return await root.Parse(args).InvokeAsync();
