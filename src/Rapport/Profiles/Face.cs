using Rapport.Portraits;
using Rapport.Storage;

namespace Rapport.Profiles;

/// <summary>What stands where a photograph would: a drawn portrait, or two letters.</summary>
/// <param name="Drawing">Null outside a demo: a face by lot beside the name of a real person would be taken for hers.</param>
internal sealed record Face(PortraitDrawing? Drawing, string Initials)
{
    /// <param name="label">What a screen reader says of the drawing; null where the name stands beside it.</param>
    public static Face Of(Store store, long id, bool claimed, PersonName? name, string? label = null) => new(
        claimed && store.Mark.Kind == StoreKind.Demo ? new PortraitDrawing(Portrait.Of(store.Mark.StoreId, id), label) : null, Listed.Initials(name));
}
