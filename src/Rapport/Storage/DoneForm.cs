using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Rapport.Storage;

/// <summary>That a form was done, so that it is not done again when it comes twice: by a double click, by "Back", after a line that broke.</summary>
internal sealed class DoneForm : IPassing
{
    /// <summary>A hash of the key that stood in the form, and of who sent it: leads to neither.</summary>
    public required byte[] Id { get; init; }

    /// <summary>A hash of what was sent: the same form with other words is another change.</summary>
    public required byte[] Content { get; set; }

    /// <summary>Where whoever sent it was led; null where that was not written any more.</summary>
    public string? Location { get; set; }

    public DateTime At { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<DoneForm>
    {
        public void Configure(EntityTypeBuilder<DoneForm> table)
        {
            table.ToTable("done_forms");
            table.HasKey(form => form.Id);
            table.HasIndex(form => form.At);
        }
    }
}
