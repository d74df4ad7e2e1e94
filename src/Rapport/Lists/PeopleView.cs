namespace Rapport.Lists;

/// <summary>The people of a list, each with the box that chooses them for a look side by side.</summary>
/// <param name="Chosen">Numbers of those whose box is ticked.</param>
/// <param name="Address">Where the choice is sent.</param>
/// <param name="IsOwn">Her own list, from which she takes people off; on another she may keep them.</param>
internal sealed record PeopleView(IReadOnlyList<PersonRow> Rows, IReadOnlyList<long> Chosen, string Address, bool IsOwn)
{
    public bool CanChoose => Rows.Count >= Choosing.Fewest;

    /// <summary>Of the box: what is wrong with the choice leads to the first.</summary>
    public string BoxId(PersonRow row) =>
        row == Rows[0] ? Choosing.Field : FormattableString.Invariant($"{Choosing.Field}-{row.Card.Id}");
}
