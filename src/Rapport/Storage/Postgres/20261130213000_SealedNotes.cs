using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Storage.Postgres
{
    /// <inheritdoc />
    public partial class SealedNotes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // What was kept before it was sealed is read as it is.
            migrationBuilder.Sql("ALTER TABLE roster_members ALTER COLUMN document TYPE bytea USING convert_to(document, 'UTF8')");
            migrationBuilder.Sql("ALTER TABLE licence_checks ALTER COLUMN note TYPE bytea USING convert_to(note, 'UTF8')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("ALTER TABLE roster_members ALTER COLUMN document TYPE text USING convert_from(document, 'UTF8')");
            migrationBuilder.Sql("ALTER TABLE licence_checks ALTER COLUMN note TYPE text USING convert_from(note, 'UTF8')");
        }
    }
}
