using System.CommandLine;
using Broadsheet.Cli.Terminal;

namespace Broadsheet.Cli.Commands.StoryVerbs;

/// <summary><c>broadsheet stories undo</c>: a decision holds no longer.</summary>
internal static class UndoCommand
{
    public static Command Create()
    {
        // An option and not an argument: both it and the folder can be left out, and one word alone could be either.
        var id = new Option<string?>("--decision") { Description = "The decision, or the undoing, to take back; the last that holds when left out. See 'stories log'.", HelpName = "ID" };
        return DecisionVerb.Create("undo", "Take a decision back; undoing an undo makes it hold again.", [id], deciding =>
        {
            var wanted = deciding.Parsed.GetValue(id);
            var decision = wanted is null ? Last(deciding.Book.InForce) : deciding.Book.All.FirstOrDefault(known => known.Id == wanted);
            if (decision is null)
                return deciding.Refuse(wanted is null ? "Nothing that was decided still holds." : $"There is no decision '{wanted}'. See 'broadsheet stories log'.");
            return new Decision.Undo(decision.Id) { At = deciding.Stamp.At, By = deciding.Stamp.By, Why = deciding.Stamp.Why };
        }).WithExamples(
            ("broadsheet stories undo", "the last one"),
            ("broadsheet stories undo harbour --decision d0123456789abcdef", "a certain one"));
    }

    private static Decision? Last(IReadOnlyList<Decision> decisions) => decisions.Count > 0 ? decisions[^1] : null;
}
