using Broadsheet.Running;

namespace Broadsheet;

/// <summary>
/// What whoever makes one edition of a site after another keeps of the last, so that the next costs what changed and not what there is. With
/// it or without, the edition is the same. Not for two threads at a time.
/// </summary>
public sealed class EditionMemory
{
    internal StandingStories? Stories { get; set; }
}
